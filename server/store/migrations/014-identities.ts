import type { Migration } from 'kysely/migration'

/** What accounts are called at other services, and what was begun in a browser and must be finished in it. */
export const identities: Migration = {
  async up(db) {
    await db.schema
      .createTable('identities')
      .addColumn('provider', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('connected_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('identities_key', ['provider', 'subject'])
      .execute()
    await db.schema
      .createIndex('identities_of_account')
      .on('identities')
      .columns(['account_id', 'provider'])
      .unique()
      .execute()

    await db.schema
      .createTable('attempts')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('purpose', 'text', (c) => c.notNull())
      .addColumn('content', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('attempts_by_end').on('attempts').column('expires_at').execute()
  },
}
