import type { Migration } from 'kysely/migration'

/** How long a room keeps its messages, where it has a time of its own. */
export const roomRetention: Migration = {
  async up(db) {
    await db.schema.alterTable('rooms').addColumn('retention_days', 'bigint').execute()
    await db.schema
      .alterTable('rooms')
      .addColumn('kept_from', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
  },
}
