import type { Kysely } from 'kysely'
import type { Tables } from './schema'
import type { Reads } from './store'

/** Runs compiled queries by Kysely's own driver. */
export function runByKysely(db: Kysely<Tables>): Reads['run'] {
  return async (query) => (await db.executeQuery(query)).rows
}
