import type { ClientFrame } from '#protocol/frames'
import { limits } from '#protocol/limits'
import type { Connection } from './connection'

/**
 * Whether a frame says that this device's person types in a room, and comes too soon after the one before it to be
 * passed on. A message that is sent in between begins anew.
 */
export function isTypingTooSoon({ typedAt }: Connection, frame: ClientFrame): boolean {
  if (frame.type === 'send') typedAt.delete(frame.data.room_id)
  if (frame.type !== 'typing') return false
  const now = performance.now()
  for (const [roomId, at] of typedAt) if (now - at >= limits.typing.passedEveryMs) typedAt.delete(roomId)
  const isTooSoon = typedAt.has(frame.data.room_id)
  if (!isTooSoon) typedAt.set(frame.data.room_id, now)
  return isTooSoon
}
