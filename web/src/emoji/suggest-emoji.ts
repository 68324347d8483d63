import { noteEmoji, skinTone } from './habits'
import { loadEmoji } from './load-emoji'
import { emojiOfCode, searchEmoji } from './search'
import { inTone, type Shown } from './shown'

/** The emoji that a word fits, in the chosen skin tone. Rejects when their names cannot be loaded. */
export async function suggestEmoji(query: string, most: number): Promise<Shown[]> {
  const found = searchEmoji(await allEmoji(), query, most)
  return found.map((emoji) => inTone(emoji, skinTone.get()))
}

/** The emoji a code names, in the chosen skin tone, noted as chosen. Rejects as above. */
export async function emojiNamed(code: string): Promise<string | null> {
  const found = emojiOfCode(await allEmoji(), code)
  if (!found) return null
  const { emoji } = inTone(found, skinTone.get())
  noteEmoji(emoji)
  return emoji
}

async function allEmoji() {
  return (await loadEmoji()).flatMap(({ emojis }) => emojis)
}
