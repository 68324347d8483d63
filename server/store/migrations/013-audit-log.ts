import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { CountingKey } from './001-foundation'

/** What happened to accounts. The database itself refuses to change or remove an entry. */
export function auditLog(countingKey: CountingKey): Migration {
  return { up: (db) => createAuditLog(db, countingKey) }
}

async function createAuditLog(db: Kysely<unknown>, countingKey: CountingKey): Promise<void> {
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
  await (countingKey === 'integer' ? guardSqlite(db) : guardPostgres(db))
}

async function guardSqlite(db: Kysely<unknown>): Promise<void> {
  for (const change of ['update', 'delete']) {
    await sql`
      create trigger ${sql.id(`audit_log_no_${change}`)} before ${sql.raw(change)} on audit_log
      begin select raise(abort, 'the audit log only grows'); end`.execute(db)
  }
}

async function guardPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function audit_log_only_grows() returns trigger language plpgsql as
    $$ begin raise exception 'the audit log only grows'; end $$`.execute(db)
  await sql`
    create trigger audit_log_guard before update or delete or truncate on audit_log
    for each statement execute function audit_log_only_grows()`.execute(db)
}
