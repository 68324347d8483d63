import type { Reads, Transaction } from './store'

/** What stands in place of a pair's key: there is one lobby. */
export const lobbyKey = 'lobby'

export async function findLobbyId(reads: Reads): Promise<string | undefined> {
  const row = await reads.db
    .selectFrom('rooms')
    .select('id')
    .where('direct_key', '=', lobbyKey)
    .executeTakeFirst()
  return row?.id
}

/** Those who can sign in and are not in this room. */
export async function idsOutside(reads: Reads, roomId: string): Promise<string[]> {
  const rows = await reads.db
    .selectFrom('accounts')
    .select('id')
    .where('disabled_at', 'is', null)
    .where('kind', '<>', 'system')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('members')
            .select('members.account_id')
            .whereRef('members.account_id', '=', 'accounts.id')
            .where('members.room_id', '=', roomId),
        ),
      ),
    )
    .execute()
  return rows.map(({ id }) => id)
}

export async function deleteAllMembers(tx: Transaction, roomId: string): Promise<void> {
  await tx.db.deleteFrom('members').where('room_id', '=', roomId).execute()
}
