import { type Readable, type Writable, writable } from '#client/readable'
import type { Message } from '#protocol/messages'

const prefix = 'natter.draft.'
const drafts = new Map<string, Writable<string>>()

/** What somebody has begun to write in a room. It survives a reload. */
export function draftOf(meId: string, roomId: string): Readable<string> {
  return draftAt(keyOf(meId, roomId))
}

/** Keeps a draft on this device; an empty one leaves nothing behind. */
export function keepDraft(meId: string, roomId: string, text: string) {
  const key = keyOf(meId, roomId)
  draftAt(key).set(text)
  if (text === '') localStorage.removeItem(key)
  else localStorage.setItem(key, text)
}

/** What somebody has begun to make of a message: kept as a draft of its own, so that the room's stays as it is. */
export function editDraftId({ room_id, id }: Message): string {
  return `${room_id}.${id}`
}

/** Begins with the message as it is, unless other words were begun before. Only what is typed is kept. */
export function beginEdit(meId: string, message: Message) {
  const key = keyOf(meId, editDraftId(message))
  if (localStorage.getItem(key) === null) draftAt(key).set(message.content)
}

/** Forgets all drafts. */
export function forgetDrafts() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  drafts.clear()
}

function draftAt(key: string): Writable<string> {
  const held = drafts.get(key)
  if (held) return held
  const draft = writable(localStorage.getItem(key) ?? '')
  drafts.set(key, draft)
  return draft
}

function keyOf(meId: string, roomId: string): string {
  return `${prefix}${meId}.${roomId}`
}
