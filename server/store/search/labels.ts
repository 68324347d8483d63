import type { FileKind } from '#protocol/files'
import type { IndexedText, Wanted } from './search-index'

/** Rooms with the same beginning of their id share words; the rights are looked at elsewhere. */
const keyCharacters = 8

/** Every text has this label. */
const anyLabel = 'any'
const link = /https?:\/\/\S/i
/** Between marks on one line, or after three of them that begin one. */
const code = /`[^`\n]+`|^\s*```/m

/** What words and labels of a room begin with. Ids are letters and digits, which no engine takes apart. */
export function roomKey(roomId: string): string {
  return roomId.slice(0, keyCharacters)
}

const fileLabels: Readonly<Record<FileKind, readonly string[]>> = {
  picture: ['file', 'image'],
  animation: ['file', 'image'],
  video: ['file', 'video'],
  other: ['file'],
}

/** What a text can be found by besides its words. */
export function labelsOf({ sender_id, content, mentions, attachments }: IndexedText): string[] {
  return [
    anyLabel,
    senderLabel(sender_id),
    ...(link.test(content) ? ['link'] : []),
    ...(code.test(content) ? ['code'] : []),
    ...(mentions.length > 0 ? ['mention'] : []),
    ...new Set(attachments.flatMap(({ kind }) => fileLabels[kind])),
  ]
}

/** The labels that a text must have. */
export function labelsWanted({ senderId, has, terms }: Wanted): string[] {
  const labels = [...(senderId === null ? [] : [senderLabel(senderId)]), ...(has === null ? [] : [has])]
  const isAnything = labels.length === 0 && terms.every(({ isExcluded }) => isExcluded)
  return isAnything ? [anyLabel] : labels
}

function senderLabel(accountId: string): string {
  return `by${accountId}`
}
