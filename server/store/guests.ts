import type { Transaction } from './store'

/** Gives a guest's account its own name and password. Returns whether there was such a guest and the name is free. */
export async function turnIntoPerson(
  tx: Transaction,
  id: string,
  person: {
    username: string
    username_key: string
    email: string | null
    email_key: string | null
    password_hash: string | null
    created_at: number
  },
): Promise<boolean> {
  const row = await tx.db
    .updateTable('accounts')
    .set({ ...person, kind: 'person' })
    .where('id', '=', id)
    .where('kind', '=', 'guest')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Guests who came before a moment and have no session now, at most so many. */
export async function idleGuestIds(
  tx: Transaction,
  { now, before, limit }: { now: number; before: number; limit: number },
): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('accounts')
    .innerJoin('members', 'members.account_id', 'accounts.id')
    .select('accounts.id')
    .where('accounts.kind', '=', 'guest')
    .where('accounts.created_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('sessions')
            .select('sessions.id')
            .whereRef('sessions.account_id', '=', 'accounts.id')
            .where('sessions.expires_at', '>', now),
        ),
      ),
    )
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** Whether an account stands in a log, by a text or by a reaction to one, or owns a file: then its row must stay. */
export async function standsInLog(tx: Transaction, id: string): Promise<boolean> {
  const text = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('sender_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  const reaction = await tx.db
    .selectFrom('reactions')
    .select('message_id')
    .where('account_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  const file = await tx.db
    .selectFrom('files')
    .select('id')
    .where('owner_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  return text !== undefined || reaction !== undefined || file !== undefined
}

/** Removes an account with its sessions and its places in rooms. Nothing of it may stand in a log. */
export async function deleteAccount(tx: Transaction, id: string): Promise<void> {
  await tx.db.deleteFrom('accounts').where('id', '=', id).execute()
}
