import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Tables } from '../schema'
import { indexLabelled } from '../search/index-all'
import { postgresSearch } from '../search/postgres'
import { sqliteSearch } from '../search/sqlite'
import type { CountingKey } from './001-foundation'

/** How each member lists a room, and what texts with code or with mentions are found by. */
export function finding(countingKey: CountingKey): Migration {
  const search = countingKey === 'integer' ? sqliteSearch : postgresSearch
  return {
    async up(db: Kysely<Tables>): Promise<void> {
      const members = db.schema.alterTable('members')
      await members.addColumn('pinned_at', 'bigint').execute()
      await members.addColumn('archived_seq', 'bigint').execute()
      await members.addColumn('listing_changes', 'integer', (c) => c.notNull().defaultTo(0)).execute()
      await indexLabelled(db, search)
    },
  }
}
