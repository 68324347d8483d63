import type { Migration } from 'kysely/migration'

/** The devices each account was signed in to from. */
export const knownDevices: Migration = {
  async up(db) {
    await db.schema
      .createTable('known_devices')
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('mark', 'text', (c) => c.notNull())
      .addColumn('seen_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('known_devices_key', ['account_id', 'mark'])
      .execute()
  },
}
