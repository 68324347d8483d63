import { type Readable, writable } from '#client/readable'
import { returned } from '../shell/returned'

/** `at_language` while the language is chosen: the page is drawn anew by that, and the focus has to come back. */
type State = 'closed' | 'open' | 'at_language'

const current = writable<State>(returned.settings === null ? 'closed' : 'open')

/** Whether the settings are open. */
export const settingsState: Readable<State> = current

export function showSettings(state: State) {
  current.set(state)
}
