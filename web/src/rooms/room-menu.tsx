import { m } from '#catalogue'
import type { Room } from '#protocol/rooms'
import { useIsMuted } from '../notifications/use-is-muted'
import { useClient } from '../shell/client-context'
import { Menu, MenuItem } from '../ui/menu'
import { roomDeeds } from './room-deeds'
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
  const { isPinned, isAway, turnPin, turnArchive, turnMute, search } = roomDeeds(client, room)

  return (
    <Menu label={m.rooms_options_of({ room: roomName(room) })} anchor={anchor} onClose={onClose}>
      {room.unread_count > 0 && (
        <MenuItem icon="tick" onPick={() => client.markRead(room.id, room.last_seq)}>
          {m.rooms_mark_read()}
        </MenuItem>
      )}
      <MenuItem icon="pin" onPick={() => turnPin().catch(onProblem)}>
        {isPinned ? m.rooms_unpin() : m.rooms_pin()}
      </MenuItem>
      <MenuItem icon="archive" onPick={() => turnArchive().catch(onProblem)}>
        {isAway ? m.rooms_unarchive() : m.rooms_archive()}
      </MenuItem>
      <MenuItem icon={isMuted ? 'bell' : 'bell_off'} onPick={() => turnMute().catch(onProblem)}>
        {isMuted ? m.notifications_unmute() : m.notifications_mute()}
      </MenuItem>
      <MenuItem icon="search" onPick={search}>
        {m.rooms_search_here()}
      </MenuItem>
    </Menu>
  )
}
