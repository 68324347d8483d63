import type { Kysely } from 'kysely'
import type { Term } from '#protocol/search/terms'
import type { Tables } from '../schema'

/** What the index knows of a text. */
export interface IndexedText {
  id: number
  content: string
  /** What the text can be narrowed down by; see `labels.ts`. */
  labels: readonly string[]
}

export interface Wanted {
  terms: readonly Term[]
  /** For each of these lists, the text has one of the labels. */
  labels: readonly (readonly string[])[]
  /** Only texts that belong to a room of this person. */
  memberId: string
  /** Only texts with a smaller id. */
  before: number
  /** Only texts written from this moment on, and before that one (milliseconds since 1970). */
  from: number | null
  until: number | null
  limit: number
}

/** The words of all texts. It changes with the texts, by the handle of the same transaction. */
export interface SearchIndex {
  /** Takes a text in, in place of what it was before. */
  put(db: Kysely<Tables>, text: IndexedText): Promise<void>
  remove(db: Kysely<Tables>, id: number): Promise<void>
  /** The ids of the texts that meet all that is wanted, newest first. */
  find(db: Kysely<Tables>, wanted: Wanted): Promise<number[]>
}
