import type { Migration } from 'kysely/migration'

/** What people let others know of them: 1 is yes, 0 no. */
export const preferences: Migration = {
  async up(db) {
    for (const column of ['shows_read', 'shows_last_seen']) {
      await db.schema
        .alterTable('accounts')
        .addColumn(column, 'integer', (c) => c.notNull().defaultTo(1))
        .execute()
    }
  },
}
