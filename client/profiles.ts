import type { User } from '#protocol/accounts'
import { writable } from './readable'

/** What is known of how people want to be seen, by their id. Whoever is not in it goes by their username. */
export type Profiles = ReadonlyMap<string, User>

const nobody: Profiles = new Map()

/** People as the server described them last, in whatever it answered or told. */
export function createProfiles() {
  const state = writable(nobody)

  return {
    state,
    learn(users: readonly User[]) {
      const news = users.filter((user) => !isSame(state.get().get(user.id), user))
      if (news.length === 0) return
      state.set(new Map([...state.get(), ...news.map((user) => [user.id, picked(user)] as const)]))
    },
    clear: () => state.set(nobody),
  }
}
export type ProfilesStore = ReturnType<typeof createProfiles>

function isSame(known: User | undefined, { username, display_name, color }: User): boolean {
  return known?.username === username && known.display_name === display_name && known.color === color
}

/** What describes a member or a receipt besides is not kept. */
function picked({ id, username, display_name, color }: User): User {
  return { id, username, display_name, color }
}
