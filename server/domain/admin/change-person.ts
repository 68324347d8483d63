import type { ServerRole } from '#protocol/accounts'
import type { Person } from '#protocol/admin'
import type { App } from '../../context'
import { lockAccount } from '../../store/accounts'
import { lockOwners, setDisabled, setServerRole } from '../../store/people'
import type { Transaction } from '../../store/store'
import { endSessionsBut } from '../accounts/end-sessions'
import { note } from '../audit/note'
import { DomainError } from '../errors'
import { type Admin, requireOwner } from './admin'
import { toPerson } from './find-people'

/**
 * Gives somebody another role on the server. Only owners do; the last one stays an owner.
 * @throws DomainError `forbidden`, `not_found`, `conflict`
 */
export async function changeServerRole(
  app: App,
  admin: Admin,
  accountId: string,
  role: ServerRole,
): Promise<Person> {
  requireOwner(admin)
  return app.store.transaction(async (tx) => {
    const owners = await lockOwners(tx)
    const account = await requireAccount(tx, accountId)
    if (account.role === role) return toPerson(account)
    if (account.role === 'owner') requireAnotherOwner(owners, accountId)
    await setServerRole(tx, accountId, role)
    await noteChange(tx, admin, 'role_changed', { user_id: accountId, role })
    return toPerson({ ...account, role })
  })
}

/**
 * Keeps somebody out: their sessions and sockets end, and signing in is refused as with a wrong password. What they
 * wrote stays. Owners disable anyone, admins only members, nobody themselves or the last owner.
 * @throws DomainError `forbidden`, `not_found`, `conflict`
 */
export async function disableAccount(app: App, admin: Admin, accountId: string): Promise<Person> {
  return app.store.transaction(async (tx) => {
    const owners = await lockOwners(tx)
    const account = await requireLower(tx, admin, accountId)
    if (account.disabled_at !== null) return toPerson(account)
    if (account.role === 'owner') requireAnotherOwner(owners, accountId)
    const now = Date.now()
    await setDisabled(tx, accountId, now)
    await endSessionsBut(app, tx, accountId, null)
    await noteChange(tx, admin, 'account_disabled', { user_id: accountId })
    return toPerson({ ...account, disabled_at: now })
  })
}

/**
 * Lets somebody in again, who signs in with what they had.
 * @throws DomainError `forbidden`, `not_found`
 */
export async function enableAccount(app: App, admin: Admin, accountId: string): Promise<Person> {
  return app.store.transaction(async (tx) => {
    const account = await requireLower(tx, admin, accountId)
    if (account.disabled_at === null) return toPerson(account)
    await setDisabled(tx, accountId, null)
    await noteChange(tx, admin, 'account_enabled', { user_id: accountId })
    return toPerson({ ...account, disabled_at: null })
  })
}

/**
 * Signs somebody out on all devices. Returns on how many they were signed in.
 * @throws DomainError `forbidden`, `not_found`
 */
export async function endSessionsOf(app: App, admin: Admin, accountId: string): Promise<number> {
  return app.store.transaction(async (tx) => {
    await requireLower(tx, admin, accountId)
    const count = await endSessionsBut(app, tx, accountId, null)
    await noteChange(tx, admin, 'session_ended', { user_id: accountId, count })
    return count
  })
}

async function requireAccount(tx: Transaction, accountId: string) {
  const account = await lockAccount(tx, accountId)
  if (!account) throw new DomainError('not_found', { detail: 'There is no such person.' })
  return account
}

/** Admins have power over members only, and nobody locks themselves out. */
async function requireLower(tx: Transaction, admin: Admin, accountId: string) {
  const account = await requireAccount(tx, accountId)
  if (account.id === admin.id) {
    throw new DomainError('forbidden', { detail: 'Nobody can do this to themselves.' })
  }
  if (account.role !== 'member') requireOwner(admin)
  return account
}

/** Of two owners who go at once the second is found to be the last: each has locked all `owners` before. */
function requireAnotherOwner(owners: readonly string[], accountId: string): void {
  if (owners.some((id) => id !== accountId)) return
  throw new DomainError('conflict', { detail: 'This is the last owner. Make somebody else an owner first.' })
}

function noteChange(
  tx: Transaction,
  admin: Admin,
  event: 'role_changed' | 'account_disabled' | 'account_enabled' | 'session_ended',
  details: Record<string, string | number>,
): Promise<void> {
  return note(tx, { event, account_id: admin.id, address: admin.address, details })
}
