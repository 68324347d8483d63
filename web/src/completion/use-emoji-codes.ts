import { useEffect, useState } from 'react'
import { mostSuggestions, type Suggestion } from './suggestion'

/** Emoji whose name or keyword a word that begins with `:` is the beginning of; null while no such word is begun. */
export function useEmojiCodes(query: string | null): Suggestion[] {
  const [found, setFound] = useState<{ query: string; suggestions: Suggestion[] } | null>(null)
  useEffect(() => {
    let isWanted = query !== null
    if (query === null) return
    suggest(query).then(
      (suggestions) => isWanted && setFound({ query, suggestions }),
      // Without a network there is nothing to suggest; the word stays as it is written.
      () => isWanted && setFound(null),
    )
    return () => {
      isWanted = false
    }
  }, [query])
  return query !== null && found ? found.suggestions : []
}

/** The emoji a finished code names, in the chosen skin tone; null when it names none or the names cannot be loaded. */
export async function emojiNamed(code: string): Promise<string | null> {
  try {
    return (await import('../emoji/suggest-emoji')).emojiNamed(code)
  } catch {
    return null
  }
}

async function suggest(query: string): Promise<Suggestion[]> {
  const { suggestEmoji } = await import('../emoji/suggest-emoji')
  const emojis = await suggestEmoji(query, mostSuggestions)
  return emojis.map(({ emoji, name }) => ({ key: emoji, label: name, emoji, text: emoji }))
}
