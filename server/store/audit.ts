import type { Insertable } from 'kysely'
import type { Tables } from './schema'
import type { Transaction } from './store'

export async function insertAuditEntry(
  tx: Transaction,
  entry: Insertable<Tables['audit_log']>,
): Promise<void> {
  await tx.db.insertInto('audit_log').values(entry).execute()
}
