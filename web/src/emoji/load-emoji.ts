import { getLocale, type Locale } from '#locale'
import { type Emoji, type EmojiGroup, fold } from './emoji'
import { newestDrawnVersion } from './newest-drawn'

const loading = new Map<Locale, Promise<EmojiGroup[]>>()

/**
 * All emoji this device can draw, by group, with their names in the language of the page; English names find them
 * in every language. Loaded when first asked for, and again after a failure.
 */
export function loadEmoji(): Promise<EmojiGroup[]> {
  const language = getLocale()
  const begun = loading.get(language)
  if (begun) return begun
  const groups = read(language).catch((error: unknown) => {
    loading.delete(language)
    throw error
  })
  loading.set(language, groups)
  return groups
}

async function read(language: Locale): Promise<EmojiGroup[]> {
  const [{ groups }, local] = await Promise.all([import('virtual:emoji/en'), localNames(language)])
  const newest = newestDrawnVersion()
  return groups.map(({ slug, emojis }) => ({
    slug,
    emojis: emojis
      .filter(([, , , , version]) => version <= newest)
      .map(([emoji, english, words, tone]): Emoji => {
        const [name, localWords = ''] = local[emoji] ?? [english]
        return {
          emoji,
          name,
          takesTone: tone === 1,
          names: [...new Set([fold(name), fold(english)])],
          keywords: [...split(localWords), ...split(words)],
        }
      }),
  }))
}

/** By emoji: its name and its keywords. English has them already. */
async function localNames(language: Locale): Promise<Readonly<Record<string, readonly [string, string]>>> {
  return language === 'ar' ? (await import('virtual:emoji/ar')).names : {}
}

function split(words: string): string[] {
  return words === '' ? [] : words.split('|').map(fold)
}
