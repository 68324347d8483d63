import type { Selectable } from 'kysely'
import type { ContactInvitesTable } from './contact-tables'
import { userColumns } from './profiles'
import type { Reads, Transaction } from './store'

export type ContactInvite = Selectable<ContactInvitesTable>

/** Saves an invitation and removes those that have run out. */
export async function insertInvite(tx: Transaction, invite: ContactInvite): Promise<void> {
  await tx.db.deleteFrom('contact_invites').where('expires_at', '<=', invite.created_at).execute()
  await tx.db.insertInto('contact_invites').values(invite).execute()
}

/** The invitations of somebody that still let people in, newest first. */
export function listInvites(reads: Reads, accountId: string, now: number) {
  return reads.db
    .selectFrom('contact_invites')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
}

/** An invitation that still lets people in, with who made it. */
export function findInvite(reads: Reads, mark: string, now: number) {
  return reads.db
    .selectFrom('contact_invites')
    .innerJoin('accounts', 'accounts.id', 'contact_invites.account_id')
    .select([...userColumns, 'contact_invites.id as invite_id'])
    .where('contact_invites.mark', '=', mark)
    .where('contact_invites.expires_at', '>', now)
    .where('accounts.disabled_at', 'is', null)
    .executeTakeFirst()
}

/** Uses an invitation once; the last use removes it. Returns whether there was one left. */
export async function spendInvite(tx: Transaction, id: string, now: number): Promise<boolean> {
  const row = await tx.db
    .updateTable('contact_invites')
    .set((column) => ({ uses_left: column('uses_left', '-', 1) }))
    .where('id', '=', id)
    .where('uses_left', '>', 0)
    .where('expires_at', '>', now)
    .returning('uses_left')
    .executeTakeFirst()
  if (row?.uses_left === 0) await tx.db.deleteFrom('contact_invites').where('id', '=', id).execute()
  return row !== undefined
}

/** Removes an invitation of this person. Returns whether there was one. */
export async function deleteInvite(tx: Transaction, accountId: string, id: string): Promise<boolean> {
  const row = await tx.db
    .deleteFrom('contact_invites')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteInvitesOf(tx: Transaction, accountId: string): Promise<void> {
  await tx.db.deleteFrom('contact_invites').where('account_id', '=', accountId).execute()
}
