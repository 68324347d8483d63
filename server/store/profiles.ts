import type { User } from '#protocol/accounts'
import type { Reads, Transaction } from './store'

/** What others see of an account, for queries. */
export const userColumns = [
  'accounts.id',
  'accounts.username',
  'accounts.display_name',
  'accounts.color',
] as const

/** What others see of these people. */
export async function usersByIds(reads: Reads, ids: readonly string[]): Promise<User[]> {
  if (ids.length === 0) return []
  return reads.db
    .selectFrom('accounts')
    .select(userColumns)
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .execute()
}

/** Changes what others see of somebody. Returns all of it as it is then; undefined when the account was deleted. */
export function setProfile(
  tx: Transaction,
  id: string,
  change: { display_name?: string | null; color?: number | null },
): Promise<User | undefined> {
  return tx.db
    .updateTable('accounts')
    .set(change)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returning(userColumns)
    .executeTakeFirst()
}
