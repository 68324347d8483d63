import { type RawBuilder, sql } from 'kysely'
import type { Reads } from './reads'

const dayMs = 24 * 60 * 60 * 1000

/** What decides at this moment which messages are kept, in milliseconds since 1970. */
export interface KeptTimes {
  /** The server keeps what was born then or later. */
  since: number
  now: number
}

export function keptTimes(reads: Pick<Reads, 'keptSince'>): KeptTimes {
  return { since: reads.keptSince(), now: Date.now() }
}

/** The same in a query that is compiled once, where each call brings them. */
export function timesOf(value: (name: keyof KeptTimes) => number): KeptTimes {
  return { since: value('since'), now: value('now') }
}

/**
 * Whether a message is kept: by the server and by its room. Everything that reads messages asks this, and no other
 * condition knows. The query has the room in it as `rooms`, and the message as `messages` or by the name that is given.
 */
export function isKept({ since, now }: KeptTimes, message = 'messages'): RawBuilder<boolean> {
  const born = sql.ref(`${message}.created_at`)
  return sql<boolean>`(${born} >= ${since} and ${born} >= rooms.kept_from and (rooms.retention_days is null
    or ${born} >= ${now} - rooms.retention_days * ${sql.lit(dayMs)}))`
}
