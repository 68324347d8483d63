import type { IndexedText, Wanted } from './search-index'

/** Rooms with the same beginning of their id share words; the rights are looked at elsewhere. */
const keyCharacters = 8

/** Every text has this label. */
const anyLabel = 'any'
const linkLabel = 'link'
const link = /https?:\/\/\S/i

/** What words and labels of a room begin with. Ids are letters and digits, which no engine takes apart. */
export function roomKey(roomId: string): string {
  return roomId.slice(0, keyCharacters)
}

/** What a text can be found by besides its words. */
export function labelsOf({ sender_id, content }: IndexedText): string[] {
  const labels = [anyLabel, senderLabel(sender_id)]
  return link.test(content) ? [...labels, linkLabel] : labels
}

/** The labels that a text must have. */
export function labelsWanted({ senderId, hasLink, terms }: Wanted): string[] {
  const labels = [...(senderId === null ? [] : [senderLabel(senderId)]), ...(hasLink ? [linkLabel] : [])]
  const isAnything = labels.length === 0 && terms.every(({ isExcluded }) => isExcluded)
  return isAnything ? [anyLabel] : labels
}

function senderLabel(accountId: string): string {
  return `by${accountId}`
}
