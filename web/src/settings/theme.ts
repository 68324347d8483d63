import { type Readable, writable } from '#client/readable'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** The same key is read by public/theme.js before the first paint. */
const key = 'natter.theme'
const chosen = writable<Theme>(themes.find((theme) => theme === localStorage.getItem(key)) ?? 'system')

/** The colours one has chosen for this device. */
export const theme: Readable<Theme> = chosen

export function chooseTheme(next: Theme) {
  chosen.set(next)
  if (next === 'system') {
    localStorage.removeItem(key)
    delete document.documentElement.dataset.theme
  } else {
    localStorage.setItem(key, next)
    document.documentElement.dataset.theme = next
  }
}
