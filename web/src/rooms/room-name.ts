import type { Room } from '#protocol/rooms'

/** What a room is called: direct rooms are named after the other person. */
export function roomName(room: Room): string {
  if (room.room_type === 'direct') return room.peer?.username ?? 'Deleted User'
  return room.name ?? 'Lobby'
}
