import type { App } from '../context'
import { takeInvitation } from '../domain/admin/invitations'
import { isOwnerToken } from '../domain/admin/owner-link'
import { DomainError } from '../domain/errors'
import type { Transaction } from '../store/store'

/**
 * Lets an account be opened where the policy `accounts.registration` allows it, and takes the invitation that was given.
 * Who has the owner's link may always open one.
 * @returns the id of the invitation that was used
 * @throws DomainError `policy_disabled`, `not_found` or `gone` for a bad invitation
 */
export async function requireRegistration(
  app: App,
  tx: Transaction,
  token: string | undefined,
): Promise<string | null> {
  if (token !== undefined && (await isOwnerToken(tx, token))) return null
  const registration = app.policy['accounts.registration']
  if (registration === 'closed') {
    throw new DomainError('policy_disabled', { detail: 'No accounts can be opened on this server.' })
  }
  if (token !== undefined) return takeInvitation(tx, token)
  if (registration === 'open') return null
  throw new DomainError('policy_disabled', {
    detail: 'Accounts on this server are opened by invitation. Ask somebody who runs it for a link.',
  })
}
