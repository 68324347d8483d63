import type { Insertable } from 'kysely'
import type { Tables } from './schema'
import type { Reads, Transaction } from './store'

export async function insertInvitation(
  tx: Transaction,
  row: Insertable<Tables['invitations']>,
): Promise<void> {
  await tx.db.insertInto('invitations').values(row).execute()
}

/** With the names of those who made them, newest first. */
export function listInvitations(reads: Reads, limit: number) {
  return reads.db
    .selectFrom('invitations')
    .leftJoin('accounts', 'accounts.id', 'invitations.created_by')
    .selectAll('invitations')
    .select('accounts.username')
    .orderBy('invitations.created_at', 'desc')
    .orderBy('invitations.id')
    .limit(limit)
    .execute()
}

/** Locks the invitation, so that its last use is taken once. */
export function lockInvitation(tx: Transaction, tokenHash: string) {
  return tx.db
    .selectFrom('invitations')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .modifyEnd(tx.rowLock)
    .executeTakeFirst()
}

export async function countUse(tx: Transaction, id: string): Promise<void> {
  await tx.db
    .updateTable('invitations')
    .set((column) => ({ uses: column('uses', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Returns whether there was one that had not been revoked. */
export async function revokeRow(tx: Transaction, id: string, now: number): Promise<boolean> {
  const row = await tx.db
    .updateTable('invitations')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
