import { type Readable, type Writable, writable } from '#client/readable'
import type { Message } from '#protocol/messages'

/** What was begun here, and when; ISO 8601, UTC. */
export interface LocalDraft {
  text: string
  writtenAt: string
}

const prefix = 'natter.draft.'
const timeEnding = '.at'
/** Earlier than whatever was told by a server. */
const never = new Date(0).toISOString()
const texts = new Map<string, Writable<string>>()
const times = new Map<string, string>()

/** What somebody has begun to write in a room. It survives a reload. */
export function draftOf(meId: string, roomId: string): Readable<string> {
  return textAt(keyOf(meId, roomId))
}

export function localDraft(meId: string, roomId: string): LocalDraft {
  const key = keyOf(meId, roomId)
  return { text: textAt(key).get(), writtenAt: timeAt(key) }
}

/** Keeps a draft on this device; an empty one leaves nothing behind but when it was emptied, if that is said. */
export function keepDraft(meId: string, roomId: string, text: string, writtenAt?: string) {
  const key = keyOf(meId, roomId)
  textAt(key).set(text)
  if (text === '') localStorage.removeItem(key)
  else localStorage.setItem(key, text)
  if (writtenAt === undefined) return
  times.set(key, writtenAt)
  localStorage.setItem(`${key}${timeEnding}`, writtenAt)
}

/**
 * Keeps a text that was sent for the next page alone, should this one go before it is kept in another way. Returns what says
 * that it is.
 */
export function holdDraft(meId: string, roomId: string, text: string): () => void {
  const key = keyOf(meId, roomId)
  try {
    localStorage.setItem(key, text)
  } catch {
    // Without space it goes out all the same.
  }
  return () => {
    const isTypedAnew = textAt(key).get() === text
    if (!isTypedAnew && localStorage.getItem(key) === text) localStorage.removeItem(key)
  }
}

/** What this device keeps of somebody, by room: edits of messages are not among it. */
export function localDrafts(meId: string): [roomId: string, draft: LocalDraft][] {
  const own = keyOf(meId, '')
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(own))
    .map((key) => key.slice(own.length))
    .filter((roomId) => !roomId.includes('.'))
    .map((roomId) => [roomId, localDraft(meId, roomId)])
}

/** What somebody has begun to make of a message: kept as a draft of its own, so that the room's stays as it is. */
export function editDraftId({ room_id, id }: Message): string {
  return `${room_id}.${id}`
}

/** Begins with the message as it is, unless other words were begun before. Only what is typed is kept. */
export function beginEdit(meId: string, message: Message) {
  const key = keyOf(meId, editDraftId(message))
  if (localStorage.getItem(key) === null) textAt(key).set(message.content)
}

/** Forgets all drafts. */
export function forgetDrafts() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  texts.clear()
  times.clear()
}

function textAt(key: string): Writable<string> {
  const held = texts.get(key)
  if (held) return held
  const text = writable(localStorage.getItem(key) ?? '')
  texts.set(key, text)
  return text
}

function timeAt(key: string): string {
  const time = times.get(key) ?? localStorage.getItem(`${key}${timeEnding}`) ?? never
  times.set(key, time)
  return time
}

function keyOf(meId: string, roomId: string): string {
  return `${prefix}${meId}.${roomId}`
}
