import type { CreateInvitation, Invitation, NewInvitation } from '#protocol/admin'
import type { App } from '../../context'
import {
  countUse,
  insertInvitation,
  listInvitations,
  lockInvitation,
  revokeRow,
} from '../../store/invitations'
import type { Transaction } from '../../store/store'
import { note } from '../audit/note'
import { DomainError } from '../errors'
import { newId } from '../new-id'
import type { Admin } from './admin'
import { hashLinkToken, linkTo, newLinkToken } from './link-token'

const dayMs = 24 * 60 * 60 * 1000
const mostListed = 200

/** Makes a link by which people can open accounts, as members and nothing more. It is told this once. */
export async function createInvitation(
  app: App,
  admin: Admin,
  { uses, days }: CreateInvitation,
): Promise<NewInvitation> {
  const token = newLinkToken()
  const now = Date.now()
  const row = {
    ...{ id: newId(), token_hash: hashLinkToken(token), created_by: admin.id, created_at: now },
    ...{ expires_at: now + days * dayMs, most_uses: uses, uses: 0, revoked_at: null },
  }
  await app.store.transaction(async (tx) => {
    await insertInvitation(tx, row)
    const details = { invitation_id: row.id, uses, days }
    await note(tx, { event: 'invitation_created', account_id: admin.id, address: admin.address, details })
  })
  const invitation = toInvitation({ ...row, username: null }, now)
  return { ...invitation, link: linkTo(app.config.publicUrl, 'invitation', token) }
}

/** The newest 200. */
export async function findInvitations(app: App): Promise<Invitation[]> {
  const rows = await listInvitations(app.store, mostListed)
  return rows.map((row) => toInvitation(row, Date.now()))
}

/** @throws DomainError `not_found` */
export async function revokeInvitation(app: App, admin: Admin, id: string): Promise<void> {
  await app.store.transaction(async (tx) => {
    if (!(await revokeRow(tx, id, Date.now()))) throw new DomainError('not_found')
    const details = { invitation_id: id }
    await note(tx, { event: 'invitation_revoked', account_id: admin.id, address: admin.address, details })
  })
}

/**
 * The id of the invitation with this mark, if it lets somebody in.
 * @throws DomainError `not_found` for no invitation, `gone` for one that is used up, has run out or was revoked
 */
export async function requireInvitation(tx: Transaction, pass: string): Promise<string> {
  const row = await lockInvitation(tx, pass)
  if (!row) throw new DomainError('not_found', { detail: 'There is no such invitation.' })
  if (stateOf(row, Date.now()) !== 'open') throw new DomainError('gone')
  return row.id
}

/**
 * Takes one use of the invitation with this mark, for an account that was opened in the same transaction.
 * @throws DomainError `not_found`, `gone`
 */
export async function takeInvitation(
  tx: Transaction,
  pass: string,
  by: { accountId: string; address: string },
): Promise<void> {
  const id = await requireInvitation(tx, pass)
  await countUse(tx, id)
  const details = { invitation_id: id }
  await note(tx, { event: 'invitation_used', account_id: by.accountId, address: by.address, details })
}

interface InvitationRow {
  id: string
  created_by: string | null
  username: string | null
  created_at: number
  expires_at: number
  most_uses: number
  uses: number
  revoked_at: number | null
}

function toInvitation(row: InvitationRow, now: number): Invitation {
  return {
    id: row.id,
    created_by: row.created_by && row.username ? { id: row.created_by, username: row.username } : null,
    created_at: new Date(row.created_at).toISOString(),
    expires_at: new Date(row.expires_at).toISOString(),
    most_uses: row.most_uses,
    uses: row.uses,
    state: stateOf(row, now),
  }
}

function stateOf(row: Omit<InvitationRow, 'username'>, now: number): Invitation['state'] {
  if (row.revoked_at !== null) return 'revoked'
  if (row.uses >= row.most_uses) return 'used_up'
  return row.expires_at <= now ? 'expired' : 'open'
}
