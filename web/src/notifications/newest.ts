import type { Client } from '#client/client'
import type { Room } from '#protocol/rooms'

/** What is newest in a room. */
interface NewestIn {
  /** The number of its newest text; 0 for none. */
  seq: number
  /** How many of its unread texts mention the person. */
  mentionCount: number
}

/** By the room's id. */
export type Newest = ReadonlyMap<string, NewestIn>

export const nothingNew: NewestIn = { seq: 0, mentionCount: 0 }

export function newestIn(rooms: readonly Room[]): Newest {
  return new Map(
    rooms.map(({ id, last_message, mention_count }) => [
      id,
      { seq: last_message?.seq ?? 0, mentionCount: mention_count },
    ]),
  )
}

/**
 * Remembers the rooms as they were when they were first fetched: what is newer has come while the page was open. What the
 * device had kept of them says nothing of that.
 */
export function rememberNewest({ rooms }: Client) {
  let newest: Newest | null = null

  function look(): void {
    const state = rooms.get()
    if (newest === null && state.isLoaded && !state.isKept) newest = newestIn(state.rooms)
  }
  const end = rooms.subscribe(look)
  look()
  /** What is remembered is null until the rooms are fetched. */
  return { get: () => newest, end }
}
