import type { AuditDetails, AuditEvent } from '#protocol/audit'
import { insertAuditEntry } from '../../store/audit'
import type { Transaction } from '../../store/store'

export interface AuditNote {
  event: AuditEvent
  /** Who did it; null when nobody was signed in or the server did it by itself. */
  account_id: string | null
  /** The network address it was done from; null where that is not known. */
  address: string | null
  /** Ids and counts. Never what somebody wrote, nor a name, a password, a code or a token. */
  details?: AuditDetails
}

/** Writes a line of the audit log. It is there if, and only if, what it tells of is committed with it. */
export function note(tx: Transaction, { details = {}, ...entry }: AuditNote): Promise<void> {
  return insertAuditEntry(tx, { ...entry, at: Date.now(), details: JSON.stringify(details) })
}
