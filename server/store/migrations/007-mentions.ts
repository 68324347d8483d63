import type { Migration } from 'kysely/migration'

/** Whom each text names. Texts from before name nobody. */
export const mentions: Migration = {
  async up(db) {
    await db.schema
      .createTable('mentions')
      .addColumn('message_id', 'bigint', (c) => c.notNull().references('messages.id').onDelete('cascade'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('account_id', 'text', (c) => c.references('accounts.id').onDelete('cascade'))
      .addColumn('room_id', 'text', (c) => c.notNull())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('mentions_key', ['message_id', 'name'])
      .execute()
    await db.schema.createIndex('mentions_in_room').on('mentions').columns(['room_id', 'seq']).execute()
  },
}
