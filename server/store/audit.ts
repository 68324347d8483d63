import type { Insertable } from 'kysely'
import type { AuditEvent } from '#protocol/audit'
import type { Tables } from './schema'
import type { Reads, Transaction } from './store'

export async function insertAuditEntry(
  tx: Transaction,
  entry: Insertable<Tables['audit_log']>,
): Promise<void> {
  await tx.db.insertInto('audit_log').values(entry).execute()
}

interface AuditFilter {
  /** Only entries older than this one. */
  before?: number | undefined
  event?: AuditEvent | undefined
  accountId?: string | undefined
}

/** Entries with the names of those who did it as they are now, newest first. */
export function listAuditEntries(reads: Reads, filter: AuditFilter, limit: number) {
  return reads.db
    .selectFrom('audit_log')
    .leftJoin('accounts', 'accounts.id', 'audit_log.account_id')
    .selectAll('audit_log')
    .select('accounts.username')
    .$if(filter.before !== undefined, (query) => query.where('audit_log.id', '<', filter.before ?? 0))
    .$if(filter.event !== undefined, (query) => query.where('event', '=', filter.event ?? 'login'))
    .$if(filter.accountId !== undefined, (query) => query.where('account_id', '=', filter.accountId ?? ''))
    .orderBy('audit_log.id', 'desc')
    .limit(limit)
    .execute()
}
