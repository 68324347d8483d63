import type { Presence } from '#protocol/presence'
import { writable } from './readable'

/** How it is with the people who share a room with this person, by their id. Of others nothing is known. */
export type People = ReadonlyMap<string, Presence>

const nobody: People = new Map()

/** Who is online, as far as the server tells. Without a connection nothing is known. */
export function createPresence() {
  const state = writable(nobody)

  /** News may overtake a list that was made before it, so what is known of when somebody was seen only grows. */
  function newer(held: Presence | undefined, told: Presence): Presence {
    const [before, now] = [held?.last_seen_at, told.last_seen_at]
    return before && now && before > now ? { ...told, last_seen_at: before } : told
  }

  return {
    state,
    receive(told: readonly Presence[]) {
      const people = new Map(state.get())
      for (const one of told) people.set(one.user_id, newer(people.get(one.user_id), one))
      state.set(people)
    },
    clear: () => state.set(nobody),
  }
}
export type PresenceStore = ReturnType<typeof createPresence>
