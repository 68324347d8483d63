import type { Migration } from 'kysely/migration'

/** Accounts that are no person's own: those of guests, and the one that owns the lobby. */
export const guests: Migration = {
  async up(db) {
    await db.schema
      .alterTable('accounts')
      .addColumn('kind', 'text', (c) => c.notNull().defaultTo('person'))
      .execute()
    await db.schema.createIndex('accounts_by_kind').on('accounts').column('kind').execute()
  },
}
