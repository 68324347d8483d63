import type { App } from '../context'
import { DomainError } from '../domain/errors'
import { lockAccount } from '../store/accounts'
import { listIdentities } from '../store/identities'
import { listPasskeys } from '../store/passkeys'
import type { Transaction } from '../store/store'

/**
 * Refuses to take a way in away when no other would be left, so that nobody locks themselves out. Call it after the
 * removal, in its transaction: that is undone then.
 * @throws DomainError `conflict`
 */
export async function requireWayIn(app: App, tx: Transaction, accountId: string): Promise<void> {
  const account = await lockAccount(tx, accountId)
  const { policy } = app
  const hasPassword = policy['sign_in.password'] && account?.password_hash != null
  if (hasPassword || (policy['sign_in.otp'] && account?.email != null)) return
  if (policy['sign_in.passkey'] && (await listPasskeys(tx, accountId)).length > 0) return
  const identities = policy['sign_in.oauth'] ? await listIdentities(tx, accountId) : []
  if (identities.some(({ provider }) => app.providers.some(({ key }) => key === provider))) return
  throw new DomainError('conflict', {
    detail: 'This is your last way to sign in. Add another one before you remove it.',
  })
}
