import type { Migration } from 'kysely/migration'

/** When the marks of members moved. They go with the membership. */
export const markSteps: Migration = {
  async up(db) {
    await db.schema
      .createTable('mark_steps')
      .addColumn('room_id', 'text', (c) => c.notNull())
      .addColumn('account_id', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('after_seq', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('mark_steps_key', ['room_id', 'account_id', 'kind', 'seq'])
      .addForeignKeyConstraint(
        'mark_steps_member',
        ['room_id', 'account_id'],
        'members',
        ['room_id', 'account_id'],
        (constraint) => constraint.onDelete('cascade'),
      )
      .execute()
  },
}
