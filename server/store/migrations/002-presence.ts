import type { Migration } from 'kysely/migration'

/** When somebody was last connected. */
export const presence: Migration = {
  async up(db) {
    await db.schema.alterTable('accounts').addColumn('last_seen_at', 'bigint').execute()
  },
}
