import type { AuditEvent } from './schema'
import type { Transaction } from './store'

interface AuditEntry {
  event: AuditEvent
  /** Whom it concerns; null when that is nobody who has an account. */
  accountId: string | null
  /** The network address it came from; null when it came from no request. */
  address: string | null
  /** Ids and kinds only: neither names nor secrets nor text. */
  details?: Record<string, string | number>
}

/** Notes in the audit log what this transaction does. The log only grows. */
export async function note(
  tx: Transaction,
  { event, accountId, address, details = {} }: AuditEntry,
): Promise<void> {
  const row = { at: Date.now(), event, account_id: accountId, address, details: JSON.stringify(details) }
  await tx.db.insertInto('audit_log').values(row).execute()
}
