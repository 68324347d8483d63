import type { Insertable } from 'kysely'
import { prepared, type Value } from './prepared'
import type { Tables } from './schema'
import type { Reads, Transaction } from './store'

export async function insertSession(tx: Transaction, session: Insertable<Tables['sessions']>): Promise<void> {
  await tx.db.insertInto('sessions').values(session).execute()
}

const liveSession = prepared(({ db }, value: Value<{ id: string; now: number }>) =>
  db
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.account_id')
    .selectAll('sessions')
    .select([
      'accounts.username',
      'accounts.display_name',
      'accounts.color',
      'accounts.email',
      'accounts.email_key',
      'accounts.phone_tail',
      'accounts.kind',
      'accounts.role',
      'accounts.created_at as account_created_at',
    ])
    .select((is) => is('accounts.password_hash', 'is not', null).as('has_password'))
    .where('sessions.id', '=', value('id'))
    .where('sessions.expires_at', '>', value('now'))
    .where('accounts.disabled_at', 'is', null),
)

/** A session that has not run out, with its account, unless that is disabled. Every request asks for one. */
export async function findLiveSession(reads: Reads, id: string, now: number) {
  const [session] = await liveSession(reads, { id, now })
  return session
}
export type LiveSession = NonNullable<Awaited<ReturnType<typeof findLiveSession>>>

/** Puts the next refresh token in place, unless another request was first. Returns whether it did. */
export async function rotateSession(
  tx: Transaction,
  id: string,
  generation: number,
  next: { refresh_hash: string; address: string; now: number; expires_at: number },
): Promise<boolean> {
  const row = await tx.db
    .updateTable('sessions')
    .set({
      refresh_hash: next.refresh_hash,
      address: next.address,
      generation: generation + 1,
      rotated_at: next.now,
      last_used_at: next.now,
      expires_at: next.expires_at,
    })
    .where('id', '=', id)
    .where('generation', '=', generation)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export function listSessions(reads: Reads, accountId: string, now: number) {
  return reads.db
    .selectFrom('sessions')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .orderBy('last_used_at', 'desc')
    .execute()
}

/** Ends a session of this account. Returns whether there was one. */
export async function deleteSession(tx: Transaction, accountId: string, id: string): Promise<boolean> {
  const row = await tx.db
    .deleteFrom('sessions')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Ends all sessions of this account but one, or all of them, and returns their ids. */
export async function deleteSessionsBut(
  tx: Transaction,
  accountId: string,
  keptId: string | null,
): Promise<string[]> {
  const rows = await tx.db
    .deleteFrom('sessions')
    .where('account_id', '=', accountId)
    .$if(keptId !== null, (query) => query.where('id', '!=', keptId ?? ''))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Notes that the tokens of this generation have arrived, so that the ones before are used up. */
export async function confirmGeneration(tx: Transaction, id: string, generation: number): Promise<void> {
  await tx.db
    .updateTable('sessions')
    .set({ confirmed_generation: generation })
    .where('id', '=', id)
    .where('confirmed_generation', '<', generation)
    .execute()
}

export async function setProven(tx: Transaction, id: string, now: number): Promise<void> {
  await tx.db.updateTable('sessions').set({ proven_at: now }).where('id', '=', id).execute()
}
