/** Stands where the words of a deleted message stood. */
export const deletedText = 'Message deleted'
