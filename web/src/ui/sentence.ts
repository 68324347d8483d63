import { type Pack, packs } from 'virtual:language-packs'
import { getLocale } from '#locale'

const fetched = new Map<string, Pack>()

/** Fetches what is said in a language, unless it is here. Rejects when that is not possible now; then it can be tried again. */
export async function fetchPack(language: string): Promise<void> {
  const fetchIt = packs[language]
  if (fetchIt && !fetched.has(language)) fetched.set(language, await fetchIt())
}

/**
 * A sentence of the catalogue, as scripts/language-packs.ts leaves it in the page: in the language of the page, or in the one
 * that is asked for. What was not fetched is said in the base language.
 */
export function sentence(name: string, inBaseLanguage: (inputs: unknown) => string) {
  return (inputs?: unknown, { locale = getLocale() }: { locale?: string } = {}) => {
    const say = fetched.get(locale)?.[name] ?? inBaseLanguage
    return say(inputs)
  }
}
