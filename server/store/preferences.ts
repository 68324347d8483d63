import type { Reads, Transaction } from './store'

/** What this account lets others know: 1 is yes, 0 no. */
export interface Shown {
  shows_read: number
  shows_last_seen: number
}

export function findShown(reads: Reads, accountId: string): Promise<Shown> {
  return reads.db
    .selectFrom('accounts')
    .select(['shows_read', 'shows_last_seen'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
}

/** The same, locked until the commit: of two changes at once the second sees the first. */
export function lockShown(tx: Transaction, accountId: string): Promise<Shown> {
  return tx.db
    .selectFrom('accounts')
    .select(['shows_read', 'shows_last_seen'])
    .where('id', '=', accountId)
    .modifyEnd(tx.rowLock)
    .executeTakeFirstOrThrow()
}

export async function setShown(tx: Transaction, accountId: string, shown: Shown): Promise<void> {
  await tx.db.updateTable('accounts').set(shown).where('id', '=', accountId).execute()
}
