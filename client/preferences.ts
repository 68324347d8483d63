import type { ChangePreferences, Preferences } from '#protocol/preferences'
import type { Api } from './api'
import { writable } from './readable'

/** What this person lets others know of them, and how they are written to: null until it was asked for, then kept fresh by frames. */
export function createPreferences(api: Pick<Api, 'preferences' | 'changePreferences'>) {
  const state = writable<Preferences | null>(null)
  /** Raised when answers on their way are older than what is known. */
  let life = 0

  function receive(told: Preferences): void {
    life++
    state.set(told)
  }

  return {
    state,
    receive,
    /** Asks for them. Rejects when that fails. */
    async load() {
      const mine = ++life
      const fetched = await api.preferences()
      if (mine === life) state.set(fetched)
    },
    /** Resolves when the change holds for everyone. */
    async change(change: ChangePreferences) {
      receive(await api.changePreferences(change))
    },
    clear() {
      life++
      state.set(null)
    },
  }
}
export type PreferencesStore = ReturnType<typeof createPreferences>
