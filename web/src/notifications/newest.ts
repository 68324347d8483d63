import type { Client } from '#client/client'
import type { Room } from '#protocol/rooms'

/** The number of the newest text in each room, by the room's id. */
export type Newest = ReadonlyMap<string, number>

export function newestIn(rooms: readonly Room[]): Newest {
  return new Map(rooms.map((room) => [room.id, room.last_message?.seq ?? 0]))
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
