import type { User } from '#protocol/accounts'

/** Something that can be chosen in place of a word that was begun. */
export interface Suggestion {
  key: string
  label: string
  /** What it means, behind the label. */
  note?: string
  person?: User
  /** A picture before the label. */
  emoji?: string
  /** What is written instead of the word; nothing for what does something else. */
  text?: string
  run?: () => void
}

/** As many as can be looked over at a glance. */
export const mostSuggestions = 8
