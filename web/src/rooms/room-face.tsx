import type { Room } from '#protocol/rooms'
import { Face } from '../people/face'
import { roomName } from './room-name'

/** A direct room shows the other person, any other room a circle of its own colour. */
export function RoomFace({ room }: { room: Room }) {
  const isDirect = room.room_type === 'direct'
  return <Face id={room.peer?.id ?? room.id} name={roomName(room)} shape={isDirect ? 'person' : 'room'} />
}
