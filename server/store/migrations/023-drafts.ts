import type { Migration } from 'kysely/migration'

/** What members have begun to write. It goes with the membership. */
export const drafts: Migration = {
  async up(db) {
    await db.schema
      .createTable('drafts')
      .addColumn('account_id', 'text', (c) => c.notNull())
      .addColumn('room_id', 'text', (c) => c.notNull())
      .addColumn('content', 'text', (c) => c.notNull())
      .addColumn('written_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('drafts_key', ['account_id', 'room_id'])
      .addForeignKeyConstraint(
        'drafts_member',
        ['room_id', 'account_id'],
        'members',
        ['room_id', 'account_id'],
        (constraint) => constraint.onDelete('cascade'),
      )
      .execute()
  },
}
