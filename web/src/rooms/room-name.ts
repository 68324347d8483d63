import { m } from '#catalogue'
import type { Room } from '#protocol/rooms'
import { calledBy } from '../people/person'

/** What a room is called: direct rooms are named after the other person, and the lobby in the reader's language. */
export function roomName(room: Room): string {
  if (room.room_type === 'direct') return room.peer ? calledBy(room.peer) : m.people_deleted()
  return room.room_type === 'lobby' || room.name === null ? m.rooms_lobby() : room.name
}
