/** One emoji as the picker knows it, without a skin tone. */
export interface Emoji {
  emoji: string
  /** In the language of the page, where there is such a name. */
  name: string
  takesTone: boolean
  /** What it is found by: its names first, then its keywords, all folded. */
  names: readonly string[]
  keywords: readonly string[]
}

export interface EmojiGroup {
  slug: string
  emojis: readonly Emoji[]
}

/** Without case, accents and Arabic vowel marks, so that what is typed finds what is meant. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('_', ' ').trim()
}
