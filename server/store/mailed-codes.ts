import type { Selectable } from 'kysely'
import type { MailedCodesTable } from './sign-in-tables'
import type { Reads, Transaction } from './store'

export type MailedCode = Selectable<MailedCodesTable>

/** Saves a code. It takes the place of the one its subject had for this purpose. */
export async function insertCode(tx: Transaction, code: MailedCode): Promise<void> {
  await tx.db
    .deleteFrom('mailed_codes')
    .where('subject', '=', code.subject)
    .where('purpose', '=', code.purpose)
    .execute()
  await tx.db.insertInto('mailed_codes').values(code).execute()
}

export function findCode(reads: Reads, transactionMark: string, now: number) {
  return reads.db
    .selectFrom('mailed_codes')
    .selectAll()
    .where('transaction_mark', '=', transactionMark)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** Counts one try, and returns the code it is for unless all tries are used up. Of many at once none slips through. */
export function takeTry(tx: Transaction, transactionMark: string, now: number, mostTries: number) {
  return tx.db
    .updateTable('mailed_codes')
    .set((column) => ({ tries: column('tries', '+', 1) }))
    .where('transaction_mark', '=', transactionMark)
    .where('expires_at', '>', now)
    .where('tries', '<', mostTries)
    .returningAll()
    .executeTakeFirst()
}

/** Uses a code up. Returns false when it was used already. */
export async function deleteCode(tx: Transaction, transactionMark: string): Promise<boolean> {
  const row = await tx.db
    .deleteFrom('mailed_codes')
    .where('transaction_mark', '=', transactionMark)
    .returning('purpose')
    .executeTakeFirst()
  return row !== undefined
}

/** Removes the codes of an account, and those that were asked for by its phone number. */
export async function deleteCodesOf(
  tx: Transaction,
  { accountId, phoneMark }: { accountId: string; phoneMark: string | null },
): Promise<void> {
  await tx.db
    .deleteFrom('mailed_codes')
    .where((either) =>
      either.or([either('account_id', '=', accountId), either('subject', '=', phoneMark ?? '')]),
    )
    .execute()
}
