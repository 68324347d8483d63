import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Tables } from '../schema'
import { indexAll } from '../search/index-all'
import { postgresSearch, postgresSearchTables } from '../search/postgres'
import { sqliteSearch, sqliteSearchTables } from '../search/sqlite'
import type { CountingKey } from './001-foundation'

/** The words of all texts, those there are included. */
export function searchIndex(countingKey: CountingKey): Migration {
  const [tables, search] =
    countingKey === 'integer' ? [sqliteSearchTables, sqliteSearch] : [postgresSearchTables, postgresSearch]
  return {
    async up(db: Kysely<Tables>): Promise<void> {
      for (const table of tables) await table.execute(db)
      await indexAll(db, search)
    },
  }
}
