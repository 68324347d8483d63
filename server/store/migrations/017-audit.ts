import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { CountingKey } from './001-foundation'

/** The audit log. The database itself refuses to change or remove a line of it. */
export function audit(countingKey: CountingKey): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('audit_log')
        .addColumn('id', countingKey, (c) => c.primaryKey())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('event', 'text', (c) => c.notNull())
        .addColumn('account_id', 'text')
        .addColumn('address', 'text')
        .addColumn('details', 'text', (c) => c.notNull())
        .execute()
      await db.schema.createIndex('audit_of_account').on('audit_log').columns(['account_id', 'id']).execute()
      await db.schema.createIndex('audit_of_event').on('audit_log').columns(['event', 'id']).execute()
      for (const statement of refusals[countingKey]) await sql.raw(statement).execute(db)
    },
  }
}

/** Triggers are the one thing both databases spell in their own way. */
const refusals: Record<CountingKey, readonly string[]> = {
  integer: ['update', 'delete'].map(
    (change) => `create trigger audit_log_no_${change} before ${change} on audit_log
      begin select raise(abort, 'the audit log only grows'); end`,
  ),
  bigserial: [
    `create function audit_log_only_grows() returns trigger language plpgsql as
      $$ begin raise exception 'the audit log only grows'; end $$`,
    `create trigger audit_log_no_change before update or delete or truncate on audit_log
      for each statement execute function audit_log_only_grows()`,
  ],
}
