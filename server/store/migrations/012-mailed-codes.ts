import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Accounts that are found by phone number, and the codes they sign in with. */
export const mailedCodes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('accounts').addColumn('phone_mark', 'text').execute()
    await db.schema.alterTable('accounts').addColumn('phone_tail', 'text').execute()
    await db.schema.createIndex('phones').on('accounts').column('phone_mark').unique().execute()

    await db.schema
      .createTable('mailed_codes')
      .addColumn('transaction_mark', 'text', (c) => c.primaryKey())
      .addColumn('purpose', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('account_id', 'text', (c) => c.references('accounts.id').onDelete('cascade'))
      .addColumn('code_mark', 'text', (c) => c.notNull())
      .addColumn('details', 'text')
      .addColumn('tries', 'integer', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('codes_of_subject').on('mailed_codes').column('subject').execute()
  },
}
