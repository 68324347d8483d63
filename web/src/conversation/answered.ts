import { type Writable, writable } from '#client/readable'
import { type Message, message } from '#protocol/messages'

const prefix = 'natter.answered.'
const answered = new Map<string, Writable<Message | null>>()

/** The message that is being answered in a room. It stays on this device, as the draft does, until the answer is sent or given up. */
export function answeredIn(roomId: string): Writable<Message | null> {
  const held = answered.get(roomId)
  if (held) return held
  const kept = writable(stored(roomId))
  kept.subscribe(() => store(roomId, kept.get()))
  answered.set(roomId, kept)
  return kept
}

/** Forgets what was being answered, in all rooms. */
export function forgetAnswered() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  answered.clear()
}

function store(roomId: string, kept: Message | null) {
  if (kept) localStorage.setItem(prefix + roomId, JSON.stringify(kept))
  else localStorage.removeItem(prefix + roomId)
}

/** What another version of this program has left there may be of another shape, and counts as nothing. */
function stored(roomId: string): Message | null {
  const text = localStorage.getItem(prefix + roomId)
  if (text === null) return null
  try {
    return message.parse(JSON.parse(text))
  } catch {
    return null
  }
}
