import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Accounts that were deleted, the names nobody may take again, and rooms nobody can write in any more. */
export const deletedAccounts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('accounts').addColumn('deleted_at', 'bigint').execute()
    await db.schema
      .alterTable('accounts')
      .addColumn('is_anonymized', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema.alterTable('rooms').addColumn('closed_at', 'bigint').execute()
    await db.schema
      .createTable('retired_names')
      .addColumn('mark', 'text', (c) => c.primaryKey())
      .execute()
  },
}
