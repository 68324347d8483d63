import type { Migration } from 'kysely/migration'

/**
 * Files that people sent, and how many of them each message has. A file that was attached and has no message any more is
 * nobody's: whatever took the message away, its bytes are to be removed.
 */
export const files: Migration = {
  async up(db) {
    await db.schema
      .createTable('files')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('owner_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('size', 'bigint', (c) => c.notNull())
      .addColumn('width', 'integer')
      .addColumn('height', 'integer')
      .addColumn('duration_ms', 'bigint')
      .addColumn('placeholder', 'text')
      .addColumn('previews', 'text', (c) => c.notNull().defaultTo(''))
      .addColumn('has_poster', 'smallint', (c) => c.notNull().defaultTo(0))
      .addColumn('alt', 'text', (c) => c.notNull().defaultTo(''))
      .addColumn('message_id', 'bigint', (c) => c.references('messages.id').onDelete('set null'))
      .addColumn('position', 'smallint', (c) => c.notNull().defaultTo(0))
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('attached_at', 'bigint')
      .execute()
    await db.schema.createIndex('files_of_message').on('files').columns(['message_id', 'position']).execute()
    await db.schema.createIndex('files_of_owner').on('files').column('owner_id').execute()
    await db.schema
      .alterTable('messages')
      .addColumn('attachment_count', 'smallint', (c) => c.notNull().defaultTo(0))
      .execute()
  },
}
