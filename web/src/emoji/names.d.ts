declare module 'virtual:emoji/en' {
  /** [emoji, name, keywords parted by |, whether it takes a skin tone, its version where devices may lack it] */
  export type NamedEmoji = readonly [string, string, string, 0 | 1, number]
  export const groups: readonly { slug: string; emojis: readonly NamedEmoji[] }[]
}

declare module 'virtual:emoji/ar' {
  /** By emoji: its name, and its keywords parted by |. */
  export const names: Readonly<Record<string, readonly [string, string]>>
}
