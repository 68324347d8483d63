import type { ChangePreferences } from '#protocol/preferences'
import type { Api } from './api'
import { createToldValue } from './told-value'

/** What this person lets others know of them, and how they are written to. */
export function createPreferences(api: Pick<Api, 'preferences' | 'changePreferences'>) {
  const told = createToldValue(api.preferences)
  return {
    ...told,
    /** Resolves when the change holds for everyone. */
    async change(change: ChangePreferences) {
      told.receive(await api.changePreferences(change))
    },
  }
}
export type PreferencesStore = ReturnType<typeof createPreferences>
