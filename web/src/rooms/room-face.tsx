import type { Room } from '#protocol/rooms'
import { Face } from '../people/face'
import { roomName } from './room-name'
import { useIsPeerOnline } from './use-presence'

/**
 * A direct room shows the other person, with a dot while they are online, any other room a circle of its own colour.
 * Words for the dot stand beside it.
 */
export function RoomFace({ room }: { room: Room }) {
  const isDirect = room.room_type === 'direct'
  const isOnline = useIsPeerOnline(room)
  return (
    <span className="relative block shrink-0">
      <Face id={room.peer?.id ?? room.id} name={roomName(room)} shape={isDirect ? 'person' : 'room'} />
      {isOnline && (
        <span
          aria-hidden="true"
          className="absolute -end-0.5 -bottom-0.5 size-3 rounded-full border-2 border-shade bg-good"
        />
      )}
    </span>
  )
}
