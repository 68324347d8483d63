import type { CompiledQuery, Kysely } from 'kysely'
import type { Tables } from './schema'

/** Something queries can be asked of: the store itself, which sees what is committed, or a transaction. */
export interface Reads {
  readonly db: Kysely<Tables>
  /** Runs a query that is compiled already, by the shortest way to the database. Resolves to its rows. */
  run<Row>(query: CompiledQuery<Row>): Promise<readonly Row[]>
  /**
   * The moment since which messages are kept (milliseconds since 1970). Who reads messages leaves out what was born
   * before it, whether or not it has been purged.
   */
  keptSince(): number
}
