import type { Migration } from 'kysely/migration'

/** Who says what to a text by emoji. Who does stands in the log: their account's row must stay. */
export const reactions: Migration = {
  async up(db) {
    await db.schema
      .createTable('reactions')
      .addColumn('message_id', 'bigint', (c) => c.notNull().references('messages.id').onDelete('cascade'))
      .addColumn('emoji', 'text', (c) => c.notNull())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('changed_seq', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('reactions_key', ['message_id', 'emoji', 'account_id'])
      .execute()
    await db.schema.createIndex('reactions_of_account').on('reactions').column('account_id').execute()
  },
}
