import { m } from '#catalogue'
import type { Message } from '#protocol/messages'
import type { Room } from '#protocol/rooms'
import { HeaderCalls } from '../calls/header-calls'
import { DrawerButton } from '../rooms/drawer-button'
import { RoomFace } from '../rooms/room-face'
import { roomName } from '../rooms/room-name'
import { searchInRoom } from '../search/search-in-room'
import { useClient } from '../shell/client-context'
import { goTo } from '../shell/router'
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
  const client = useClient()
  return (
    <header className="flex items-center gap-3 border-b border-line px-3 pt-[max(0.75rem,var(--safe-top))] pb-3 wide:px-[22px]">
      <DrawerButton roomId={room.id} />
      <RoomFace room={room} />
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-title font-bold leading-snug">
          <bdi>{roomName(room)}</bdi>
        </h1>
        <p className="flex gap-1 text-small text-soft-ink">
          <span className={room.description === '' ? 'truncate' : 'shrink-0'}>
            <WhoIsHere room={room} messages={messages} />
          </span>
          {room.description !== '' && (
            <>
              <span className="shrink-0">·</span>
              <bdi className="block truncate">{room.description}</bdi>
            </>
          )}
        </p>
      </div>
      <div className="flex gap-3 max-wide:-ms-2 max-wide:-me-1 max-wide:gap-0">
        <HeaderCalls room={room} />
        <IconButton
          icon="search"
          label={m.rooms_search_here()}
          onClick={() => goTo(searchInRoom(room, client.rooms.get().rooms))}
        />
        {room.room_type === 'group' && (
          <IconButton icon="details" label={m.conversation_details()} onClick={onDetails} />
        )}
      </div>
    </header>
  )
}
