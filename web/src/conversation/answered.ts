import { type Writable, writable } from '#client/readable'
import type { Message } from '#protocol/messages'

const answered = new Map<string, Writable<Message | null>>()

/** The message that is being answered in a room. It stays, as the draft does, while one looks into other rooms. */
export function answeredIn(roomId: string): Writable<Message | null> {
  const held = answered.get(roomId)
  if (held) return held
  const message = writable<Message | null>(null)
  answered.set(roomId, message)
  return message
}

/** Forgets what was being answered, in all rooms. */
export function forgetAnswered() {
  answered.clear()
}
