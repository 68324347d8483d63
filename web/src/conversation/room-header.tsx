import type { Message } from '#protocol/messages'
import type { Room } from '#protocol/rooms'
import { RoomFace } from '../rooms/room-face'
import { roomName } from '../rooms/room-name'
import { useClient, useReadable } from '../shell/client-context'
import { drawerButtonId, openDrawer } from '../shell/drawer'
import { IconButton } from '../ui/button'
import { WhoIsHere } from './who-is-here'

interface Props {
  room: Room
  /** The entries of the room's log that are held. */
  messages: readonly Message[]
  onDetails: () => void
}

/** The room's name and what can be done with it. On a phone it also opens the room list. */
export function RoomHeader({ room, messages, onDetails }: Props) {
  return (
    <header className="flex items-center gap-3 border-b border-line px-3 pt-[max(0.75rem,env(safe-area-inset-top))] pb-3 wide:px-[22px]">
      <DrawerButton roomId={room.id} />
      <RoomFace room={room} />
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-title font-bold leading-snug">
          <bdi>{roomName(room)}</bdi>
        </h1>
        <p className="truncate text-small text-soft-ink">
          <WhoIsHere room={room} messages={messages} />
          {room.description !== '' && (
            <>
              {' · '}
              <bdi>{room.description}</bdi>
            </>
          )}
        </p>
      </div>
      {room.room_type === 'group' && <IconButton icon="details" label="Details" onClick={onDetails} />}
    </header>
  )
}

function DrawerButton({ roomId }: { roomId: string }) {
  const { rooms } = useReadable(useClient().rooms)
  const unread = rooms.reduce((sum, room) => sum + (room.id === roomId ? 0 : room.unread_count), 0)
  return (
    <span className="relative -ms-2 wide:hidden">
      <IconButton
        id={drawerButtonId}
        icon="list"
        label={unread > 0 ? `Rooms, ${unread} unread` : 'Rooms'}
        onClick={openDrawer}
      />
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="absolute end-1 top-1.5 size-2.5 rounded-full border-2 border-paper bg-signal"
        />
      )}
    </span>
  )
}
