import type { Room } from '#protocol/rooms'
import { hasLanded, place } from '../shell/router'
import { keptPlaceOf } from './kept-places'

/** A place in a room that can be gone to. */
export type Target =
  | { at: 'end' }
  | { at: 'unread'; seq: number }
  | { at: 'message'; seq: number }
  | { at: 'kept'; seq: number; top: number }

/**
 * Where a room is opened: at the message the address names, else where the person had stopped scrolling, else where they
 * had stopped reading. An address that was followed before, as before a reload, is not followed again. What was kept of an
 * earlier time (`isKept`) does not say where they have stopped reading by now.
 */
export function startOf(room: Room, isKept: boolean): Target {
  const seq = addressedSeq(room.id)
  if (seq > 0) return { at: 'message', seq }
  const kept = keptPlaceOf(room.id)
  if (kept) return { at: 'kept', ...kept }
  return room.unread_count > 0 && !isKept ? { at: 'unread', seq: room.unread_after + 1 } : { at: 'end' }
}

/** The number of the message that the address leads to now; 0 for none. */
export function addressedSeq(roomId: string): number {
  const where = place.get()
  if (hasLanded()) return 0
  return where.page === 'room' && where.roomId === roomId ? (where.seq ?? 0) : 0
}
