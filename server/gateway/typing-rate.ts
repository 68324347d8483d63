import { limits } from '#protocol/limits'
import type { Connection } from './connection'

/** Whether it may be passed on once more that this device's person types in a room; if so, notes that it was. */
export function mayType({ typedAt }: Connection, roomId: string): boolean {
  const now = performance.now()
  for (const [room, at] of typedAt) if (now - at >= limits.typing.passedEveryMs) typedAt.delete(room)
  if (typedAt.has(roomId)) return false
  typedAt.set(roomId, now)
  return true
}
