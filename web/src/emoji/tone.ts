/** No tone is the yellow one; the others are those of Unicode, from light to dark. */
export const tones = ['', '🏻', '🏼', '🏽', '🏾', '🏿'] as const

export type Tone = (typeof tones)[number]

const person = /\p{Emoji_Modifier_Base}\uFE0F?/gu

/** The emoji with a skin tone on everyone in it. Call it only for those that take one. */
export function withTone(emoji: string, tone: Tone): string {
  if (tone === '') return emoji
  // Hands that join two people take no tone of their own.
  return emoji.replace(person, (found, at: number) =>
    at > 0 && found.startsWith('🤝') ? found : `${found.replace('\uFE0F', '')}${tone}`,
  )
}
