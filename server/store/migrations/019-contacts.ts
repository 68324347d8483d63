import type { Migration } from 'kysely/migration'

/** Who knows whom where people find their contacts alone, and the links by which they become some. */
export const contacts: Migration = {
  async up(db) {
    await db.schema
      .createTable('contacts')
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('other_id', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('since', 'bigint', (c) => c.notNull())
      .addColumn('refuses_until', 'bigint')
      .addPrimaryKeyConstraint('contacts_key', ['account_id', 'other_id'])
      .execute()

    await db.schema
      .createTable('contact_invites')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('mark', 'text', (c) => c.notNull().unique())
      .addColumn('uses_left', 'integer', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('invites_of_account').on('contact_invites').column('account_id').execute()
  },
}
