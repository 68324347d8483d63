import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Messages that can be edited and deleted, each change with a number of its room's counter. */
export const messageChanges: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('messages')
      .addColumn('changed_seq', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema.alterTable('messages').addColumn('edited_at', 'bigint').execute()
    await db.schema.alterTable('messages').addColumn('deleted_at', 'bigint').execute()
    await db.schema.alterTable('messages').addColumn('sent_mark', 'text').execute()
    await sql`update messages set changed_seq = seq`.execute(db)
    await db.schema
      .createIndex('changes')
      .on('messages')
      .columns(['room_id', 'changed_seq'])
      .unique()
      .execute()

    await db.schema
      .createTable('message_versions')
      .addColumn('message_id', 'bigint', (c) => c.notNull().references('messages.id').onDelete('cascade'))
      .addColumn('replaced_seq', 'bigint', (c) => c.notNull())
      .addColumn('content', 'text', (c) => c.notNull())
      .addColumn('replaced_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('message_versions_key', ['message_id', 'replaced_seq'])
      .execute()
  },
}
