import { isArchived } from '#client/state/room-changes'
import type { Room } from '#protocol/rooms'

export interface Sections {
  /** What stands in the list: pinned rooms in the order in which they were pinned, then newest activity first. */
  shown: readonly Room[]
  archived: readonly Room[]
}

/** Parts one's rooms, newest activity first, as the list shows them. */
export function sectionsOf(rooms: readonly Room[]): Sections {
  const archived = rooms.filter(isArchived)
  const others = rooms.filter((room) => !isArchived(room))
  const pinned = others
    .filter(({ pinned_at }) => pinned_at !== null)
    .toSorted((left, right) => ((left.pinned_at ?? '') < (right.pinned_at ?? '') ? -1 : 1))
  return { shown: [...pinned, ...others.filter(({ pinned_at }) => pinned_at === null)], archived }
}
