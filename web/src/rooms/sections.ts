import { isArchived } from '#client/state/room-changes'
import type { Notifications } from '#protocol/notifications'
import type { Room } from '#protocol/rooms'
import { isMuted } from '../notifications/unread-total'

export interface Sections {
  /** What stands in the list: pinned rooms in the order in which they were pinned, then newest activity first. */
  shown: readonly Room[]
  archived: readonly Room[]
}

/** Parts one's rooms, newest activity first, as the list shows them. */
export function sectionsOf(rooms: readonly Room[], choices: Notifications | null): Sections {
  const isAway = (room: Room) => isArchived(room, isMuted(choices, room.id))
  const archived = rooms.filter(isAway)
  const others = rooms.filter((room) => !isAway(room))
  const pinned = others
    .filter(({ pinned_at }) => pinned_at !== null)
    .toSorted((left, right) => ((left.pinned_at ?? '') < (right.pinned_at ?? '') ? -1 : 1))
  return { shown: [...pinned, ...others.filter(({ pinned_at }) => pinned_at === null)], archived }
}
