import type { Client } from '#client/client'
import { isArchived } from '#client/state/room-changes'
import type { ChangeListing, Room } from '#protocol/rooms'
import { isMuted } from '../notifications/unread-total'
import { searchInRoom } from '../search/search-in-room'
import { goTo } from '../shell/router'

/** Who pins a room wants to see it. */
const shown = { archived_seq: null } satisfies ChangeListing

/** How somebody has a room in their list, and what changes that. Each deed rejects when the server refuses it. */
export function roomDeeds(client: Client, room: Room) {
  const isQuiet = isMuted(client.notifications.get(), room.id)
  const isPinned = room.pinned_at !== null
  const isAway = isArchived(room, isQuiet)
  return {
    ...{ isQuiet, isPinned, isAway },
    turnPin: () =>
      client.changeListing(room.id, isPinned ? { is_pinned: false } : { is_pinned: true, ...shown }),
    turnArchive: () => client.changeListing(room.id, isAway ? shown : { archived_seq: room.last_seq }),
    turnMute: () => client.changeRoomNotifications(room.id, isQuiet ? null : 'none'),
    search: () => goTo(searchInRoom(room, client.rooms.get().rooms)),
  }
}
