declare module 'virtual:language-packs' {
  /** What a sentence says, by its name. */
  export type Pack = Readonly<Record<string, (inputs: unknown) => string>>
  /** Fetches a pack, by language. The base language has none: it is in the page. */
  export const packs: Readonly<Record<string, () => Promise<Pack>>>
}
