import type { Selectable } from 'kysely'
import type { MailTokensTable } from './sign-in-tables'
import type { Reads, Transaction } from './store'

export type MailToken = Selectable<MailTokensTable>
export type TokenPurpose = MailToken['purpose']

export async function insertMailToken(tx: Transaction, token: MailToken): Promise<void> {
  await tx.db.insertInto('mail_tokens').values(token).execute()
}

/** A token that has not run out. */
export function findMailToken(reads: Reads, purpose: TokenPurpose, mark: string, now: number) {
  return reads.db
    .selectFrom('mail_tokens')
    .selectAll()
    .where('mark', '=', mark)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** Uses a token up. Of many at once exactly one gets it. */
export function takeMailToken(tx: Transaction, purpose: TokenPurpose, mark: string, now: number) {
  return tx.db
    .deleteFrom('mail_tokens')
    .where('mark', '=', mark)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()
}

/** Makes all tokens of an account for this purpose worthless. */
export async function deleteMailTokens(
  tx: Transaction,
  accountId: string,
  purpose: TokenPurpose,
): Promise<void> {
  await tx.db
    .deleteFrom('mail_tokens')
    .where('account_id', '=', accountId)
    .where('purpose', '=', purpose)
    .execute()
}
