import { type Readable, type Writable, writable } from '#client/readable'

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

/** Forgets all drafts, as when somebody signs out: the device may be shared. */
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
