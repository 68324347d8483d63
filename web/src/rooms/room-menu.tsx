import { m } from '#catalogue'
import { isArchived } from '#client/state/room-changes'
import type { ChangeListing, Room } from '#protocol/rooms'
import { useIsMuted } from '../notifications/use-is-muted'
import { searchInRoom } from '../search/search-in-room'
import { useClient } from '../shell/client-context'
import { goTo } from '../shell/router'
import { Menu, MenuItem } from '../ui/menu'
import { roomName } from './room-name'

export interface Asked {
  roomId: string
  anchor: Element | { x: number; y: number }
}

interface Props {
  room: Room
  anchor: Asked['anchor']
  onClose: () => void
  onProblem: (error: unknown) => void
}

/** What can be done with a room of the list. */
export function RoomMenu({ room, anchor, onClose, onProblem }: Props) {
  const client = useClient()
  const isMuted = useIsMuted(room.id)
  const isAway = isArchived(room)
  const change = (change: ChangeListing) => client.changeListing(room.id, change).catch(onProblem)

  return (
    <Menu label={m.rooms_options_of({ room: roomName(room) })} anchor={anchor} onClose={onClose}>
      {room.unread_count > 0 && (
        <MenuItem icon="tick" onPick={() => client.markRead(room.id, room.last_seq)}>
          {m.rooms_mark_read()}
        </MenuItem>
      )}
      <MenuItem
        icon="pin"
        onPick={() => change(room.pinned_at === null ? { is_pinned: true, ...shown } : { is_pinned: false })}
      >
        {room.pinned_at === null ? m.rooms_pin() : m.rooms_unpin()}
      </MenuItem>
      <MenuItem icon="archive" onPick={() => change(isAway ? shown : { archived_seq: room.last_seq })}>
        {isAway ? m.rooms_unarchive() : m.rooms_archive()}
      </MenuItem>
      <MenuItem
        icon="bell"
        onPick={() => client.changeRoomNotifications(room.id, isMuted ? null : 'none').catch(onProblem)}
      >
        {isMuted ? m.notifications_unmute() : m.notifications_mute()}
      </MenuItem>
      <MenuItem icon="search" onPick={() => goTo(searchInRoom(room, client.rooms.get().rooms))}>
        {m.rooms_search_here()}
      </MenuItem>
    </Menu>
  )
}

/** Who pins a room wants to see it. */
const shown = { archived_seq: null } satisfies ChangeListing
