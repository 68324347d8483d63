import type { Migration } from 'kysely/migration'

/** What people want to be rung for, where pushes reach them, and what is about to ring. */
export const notifications: Migration = {
  async up(db) {
    await db.schema
      .createTable('notification_choices')
      .addColumn('account_id', 'text', (c) => c.primaryKey().references('accounts.id').onDelete('cascade'))
      .addColumn('level', 'text', (c) => c.notNull())
      .addColumn('quiet_hours', 'text')
      .addColumn('shows_text', 'integer', (c) => c.notNull())
      .execute()

    await db.schema
      .createTable('room_levels')
      .addColumn('account_id', 'text', (c) => c.notNull())
      .addColumn('room_id', 'text', (c) => c.notNull())
      .addColumn('level', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('room_levels_key', ['account_id', 'room_id'])
      .addForeignKeyConstraint(
        'room_levels_member',
        ['room_id', 'account_id'],
        'members',
        ['room_id', 'account_id'],
        (key) => key.onDelete('cascade'),
      )
      .execute()

    await db.schema
      .createTable('push_subscriptions')
      .addColumn('session_id', 'text', (c) => c.primaryKey().references('sessions.id').onDelete('cascade'))
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('endpoint', 'text', (c) => c.notNull())
      .addColumn('p256dh', 'text', (c) => c.notNull())
      .addColumn('auth', 'text', (c) => c.notNull())
      .addColumn('active_at', 'bigint', (c) => c.notNull())
      .addColumn('rung_since', 'bigint')
      .addColumn('last_at', 'bigint')
      .addColumn('last_status', 'integer')
      .execute()
    await db.schema
      .createIndex('push_subscriptions_of_account')
      .on('push_subscriptions')
      .column('account_id')
      .execute()

    await db.schema
      .createTable('rings')
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('room_id', 'text', (c) => c.notNull().references('rooms.id').onDelete('cascade'))
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('devices_rung', 'integer', (c) => c.notNull())
      .addColumn('attempts', 'integer', (c) => c.notNull())
      .addColumn('due_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('rings_key', ['account_id', 'room_id'])
      .execute()
    await db.schema.createIndex('rings_due').on('rings').column('due_at').execute()
  },
}
