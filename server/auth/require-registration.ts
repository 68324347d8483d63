import type { Account, App } from '../context'
import { requireInvitation, takeInvitation } from '../domain/admin/invitations'
import { isOwnerPass } from '../domain/admin/owner-link'
import { DomainError } from '../domain/errors'
import type { Reads, Transaction } from '../store/store'

/**
 * Lets somebody go on to open an account where the policy `accounts.registration` allows it. Nothing is taken yet.
 * @param pass the mark of the link they came by: an invitation, or the owner's link, which lets anybody in
 * @throws DomainError `policy_disabled`, `not_found` or `gone` for a bad invitation
 */
export async function requireRegistration(app: App, tx: Transaction, pass: string | null): Promise<void> {
  const invitation = await neededInvitation(app, tx, pass)
  if (invitation !== null) await requireInvitation(tx, invitation)
}

/**
 * Opens an account by `open` where the policy allows it, and takes the invitation that let them in. Every way of opening
 * one goes through here, so that none passes the policy by.
 * @throws DomainError as `requireRegistration` does, and what `open` throws
 */
export async function admit<Opened extends Account>(
  app: App,
  tx: Transaction,
  { pass, address }: { pass: string | null; address: string },
  open: () => Promise<Opened>,
): Promise<Opened> {
  const invitation = await neededInvitation(app, tx, pass)
  // Before the account is opened, so that of many at once the last use is taken by one.
  if (invitation !== null) await requireInvitation(tx, invitation)
  const account = await open()
  if (invitation !== null) await takeInvitation(tx, invitation, { accountId: account.id, address })
  return account
}

/** The mark that must be an invitation's; null where somebody may open an account as they are. */
async function neededInvitation(app: App, reads: Reads, pass: string | null): Promise<string | null> {
  if (pass !== null && (await isOwnerPass(reads, pass))) return null
  const registration = app.policy['accounts.registration']
  if (registration === 'closed') {
    throw new DomainError('policy_disabled', { detail: 'No accounts can be opened on this server.' })
  }
  if (pass !== null || registration === 'open') return pass
  throw new DomainError('policy_disabled', {
    detail: 'Accounts on this server are opened by invitation. Ask somebody who runs it for a link.',
  })
}
