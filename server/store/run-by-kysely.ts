import type { Kysely } from 'kysely'
import type { Reads } from './reads'
import type { Tables } from './schema'

/** Runs compiled queries by Kysely's own driver. */
export function runByKysely(db: Kysely<Tables>): Reads['run'] {
  return async (query) => (await db.executeQuery(query)).rows
}
