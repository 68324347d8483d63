import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Roles on the server, invitations, and what a session has proven. Devices that are signed in stay so. */
export const administration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('accounts')
      .addColumn('role', 'text', (c) => c.notNull().defaultTo('member'))
      .execute()
    await db.schema.createIndex('accounts_of_role').on('accounts').column('role').execute()

    await db.schema
      .alterTable('sessions')
      .addColumn('proven_at', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema
      .alterTable('sessions')
      .addColumn('confirmed_generation', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await sql`update sessions set confirmed_generation = generation`.execute(db)

    await db.schema
      .createTable('invitations')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('token_hash', 'text', (c) => c.notNull().unique())
      .addColumn('created_by', 'text', (c) => c.references('accounts.id'))
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('most_uses', 'integer', (c) => c.notNull())
      .addColumn('uses', 'integer', (c) => c.notNull())
      .addColumn('revoked_at', 'bigint')
      .execute()
  },
}
