import { type Readable, writable } from '#client/readable'
import { baseLocale, getTextDirection, type Locale, locales, overwriteGetLocale } from '#locale'
import { fetchPack } from './sentence'

/** The same key and the same choice as in before-paint/language.js, which comes before the first paint. */
const key = 'natter.language'
const chosen = writable(languages().find((one) => one === localStorage.getItem(key)) ?? null)
const current = writable<Locale>(baseLocale)
overwriteGetLocale(() => current.get())

/** The language of the page. */
export const language: Readable<Locale> = current

/** The language one has chosen for this device; null to follow the browser. */
export const languageChoice: Readable<Locale | null> = chosen

/** All that the page can be read in. */
export function languages(): readonly Locale[] {
  return locales
}

/** The first language of the browser that there is a catalogue of. */
export function languageOfBrowser(): Locale {
  const wanted = navigator.languages.map((tag) => tag.split('-')[0])
  return wanted.map((tag) => locales.find((one) => one === tag)).find((one) => one) ?? baseLocale
}

/** Fetches the language of this device before anything is shown. Without it the page is in the base language. */
export async function beginWithLanguage(): Promise<void> {
  const wanted = chosen.get() ?? languageOfBrowser()
  try {
    await fetchPack(wanted)
    show(wanted)
  } catch (error) {
    // The settings show which language it is, and there the other can be chosen again.
    console.warn(`The page is in ${baseLocale}, because ${wanted} could not be loaded.`, error)
    show(baseLocale)
  }
}

/** Resolves when the page is in that language. Rejects when it could not be loaded; then nothing has changed. */
export async function chooseLanguage(next: Locale | null): Promise<void> {
  const shown = next ?? languageOfBrowser()
  await fetchPack(shown)
  chosen.set(next)
  if (next === null) localStorage.removeItem(key)
  else localStorage.setItem(key, next)
  show(shown)
}

function show(shown: Locale) {
  document.documentElement.lang = shown
  document.documentElement.dir = getTextDirection(shown)
  const manifest = document.querySelector<HTMLLinkElement>('link[rel=manifest]')
  if (manifest) manifest.href = `/manifest${shown === baseLocale ? '' : `.${shown}`}.webmanifest`
  current.set(shown)
}

/** What a language is called by those who speak it. */
export function nameOfLanguage(tag: Locale): string {
  return new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag
}
