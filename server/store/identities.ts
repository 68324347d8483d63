import type { Selectable } from 'kysely'
import type { IdentitiesTable } from './sign-in-tables'
import type { Reads, Transaction } from './store'

export type Identity = Selectable<IdentitiesTable>

/** Saves an identity unless it, or another one of this account at the same provider, is there. */
export async function insertIdentity(tx: Transaction, identity: Identity): Promise<boolean> {
  const row = await tx.db
    .insertInto('identities')
    .values(identity)
    .onConflict((conflict) => conflict.doNothing())
    .returning('account_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Whose identity this is. */
export async function accountOfIdentity(
  reads: Reads,
  provider: string,
  subject: string,
): Promise<string | undefined> {
  const row = await reads.db
    .selectFrom('identities')
    .select('account_id')
    .where('provider', '=', provider)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.account_id
}

export function listIdentities(reads: Reads, accountId: string): Promise<Identity[]> {
  return reads.db
    .selectFrom('identities')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('connected_at')
    .execute()
}

/** Returns whether there was one. */
export async function deleteIdentity(tx: Transaction, accountId: string, provider: string): Promise<boolean> {
  const row = await tx.db
    .deleteFrom('identities')
    .where('account_id', '=', accountId)
    .where('provider', '=', provider)
    .returning('subject')
    .executeTakeFirst()
  return row !== undefined
}
