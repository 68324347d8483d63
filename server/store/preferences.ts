import type { Selectable } from 'kysely'
import type { AccountsTable } from './account-tables'
import type { Reads, Transaction } from './store'

const columns = ['shows_read', 'shows_last_seen', 'language'] as const
export type Chosen = Pick<Selectable<AccountsTable>, (typeof columns)[number]>

export function findChosen(reads: Reads, accountId: string): Promise<Chosen> {
  return reads.db.selectFrom('accounts').select(columns).where('id', '=', accountId).executeTakeFirstOrThrow()
}

/** The same, locked until the commit: of two changes at once the second sees the first. */
export function lockChosen(tx: Transaction, accountId: string): Promise<Chosen> {
  return tx.db
    .selectFrom('accounts')
    .select(columns)
    .where('id', '=', accountId)
    .modifyEnd(tx.rowLock)
    .executeTakeFirstOrThrow()
}

export async function setChosen(tx: Transaction, accountId: string, chosen: Chosen): Promise<void> {
  await tx.db.updateTable('accounts').set(chosen).where('id', '=', accountId).execute()
}
