import type { IndexedText } from './search-index'

/** Letters and digits only, as ids are, so that no engine takes a label apart; the first letter says of what kind. */

export const roomLabel = (roomId: string) => `r${roomId}`
export const senderLabel = (accountId: string) => `s${accountId}`
export const linkLabel = 'haslink'

const link = /https?:\/\/\S/i

/** What the index is told of a row of messages. */
export function indexedText(text: {
  id: number | string
  room_id: string
  sender_id: string
  content: string
}): IndexedText {
  const own = [roomLabel(text.room_id), senderLabel(text.sender_id)]
  const labels = link.test(text.content) ? [...own, linkLabel] : own
  return { id: Number(text.id), content: text.content, labels }
}
