import type { Selectable } from 'kysely'
import type { PasskeysTable } from './sign-in-tables'
import type { Reads, Transaction } from './store'

export type PasskeyRow = Selectable<PasskeysTable>

/** Saves a passkey unless one with this id is there. Returns whether it was saved. */
export async function insertPasskey(tx: Transaction, passkey: PasskeyRow): Promise<boolean> {
  const row = await tx.db
    .insertInto('passkeys')
    .values(passkey)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export function findPasskey(reads: Reads, id: string): Promise<PasskeyRow | undefined> {
  return reads.db.selectFrom('passkeys').selectAll().where('id', '=', id).executeTakeFirst()
}

export function listPasskeys(reads: Reads, accountId: string): Promise<PasskeyRow[]> {
  return reads.db
    .selectFrom('passkeys')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute()
}

/** Notes a use, unless another one was noted meanwhile. Returns whether it was noted. */
export async function notePasskeyUse(
  tx: Transaction,
  { id, counter }: Pick<PasskeyRow, 'id' | 'counter'>,
  next: { counter: number; now: number },
): Promise<boolean> {
  const row = await tx.db
    .updateTable('passkeys')
    .set({ counter: next.counter, last_used_at: next.now })
    .where('id', '=', id)
    .where('counter', '=', counter)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Returns whether there was one. */
export async function renamePasskey(
  tx: Transaction,
  accountId: string,
  id: string,
  name: string,
): Promise<boolean> {
  const row = await tx.db
    .updateTable('passkeys')
    .set({ name })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Returns whether there was one. */
export async function deletePasskey(tx: Transaction, accountId: string, id: string): Promise<boolean> {
  const row = await tx.db
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function setSecondFactor(
  tx: Transaction,
  accountId: string,
  factor: 'passkey' | null,
): Promise<void> {
  await tx.db.updateTable('accounts').set({ second_factor: factor }).where('id', '=', accountId).execute()
}
