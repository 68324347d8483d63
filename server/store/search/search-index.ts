import type { Kysely } from 'kysely'
import type { Attachment } from '#protocol/files'
import type { Mention } from '#protocol/mentions'
import type { MessageSearch } from '#protocol/search/query'
import type { Term } from '#protocol/search/terms'
import type { KeptTimes } from '../is-kept'
import type { Reads } from '../reads'
import type { Tables } from '../schema'

/** What the index is told of a text. */
export interface IndexedText {
  id: number
  room_id: string
  sender_id: string
  content: string
  mentions: readonly Mention[]
  attachments: readonly Pick<Attachment, 'kind'>[]
}

export interface Wanted {
  terms: readonly Term[]
  /** Only texts of these rooms, and of those only where this person is a member. */
  roomIds: readonly string[]
  memberId: string
  senderId: string | null
  /** What a text must have in it, besides words. */
  has: NonNullable<MessageSearch['has']> | null
  /** Only texts with a smaller id. */
  before: number
  /** Only texts that are kept. */
  kept: KeptTimes
  /** Only texts written from this moment on, and before that one (milliseconds since 1970). */
  from: number | null
  until: number | null
  limit: number
}

export interface FoundText {
  id: number
  /** Milliseconds since 1970. */
  created_at: number
}

/**
 * The words of all texts. It changes with the texts, by the handle of the same transaction.
 *
 * Every word is kept with the room it was written in, so that a search costs what these rooms have to say, however
 * much is said elsewhere.
 */
export interface SearchIndex {
  /** Takes a text in, in place of what it was before. */
  put(reads: Pick<Reads, 'db' | 'run'>, text: IndexedText): Promise<void>
  remove(db: Kysely<Tables>, id: number): Promise<void>
  /** The texts that meet all that is wanted, newest first. */
  find(db: Kysely<Tables>, wanted: Wanted): Promise<FoundText[]>
}
