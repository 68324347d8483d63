import type { App } from '../../context'
import { createAccount } from '../../domain/accounts/create'
import { DomainError } from '../../domain/errors'
import { findAccountByEmail } from '../../store/accounts'
import { accountOfIdentity, insertIdentity } from '../../store/identities'
import type { Transaction } from '../../store/store'
import { admit } from '../require-registration'
import type { Profile, Provider } from './provider'
import { freeUsername } from './username'

/**
 * Opens an account for somebody who comes from another service for the first time. An e-mail address that an account
 * here has already connects nothing: its owner must sign in and connect the service themselves.
 * @returns its id
 * @throws DomainError `link_required`, and what `admit` throws where accounts are opened by invitation or not at all
 */
export async function openAccount(
  app: App,
  provider: Provider,
  { subject, names, email }: Profile,
  link: { pass: string | null; address: string },
): Promise<string> {
  return app.store.transaction(async (tx) => {
    if (email !== null && (await findAccountByEmail(tx, email))) throw new DomainError('link_required')
    const username = await freeUsername(app, tx, names)
    const account = { username, email, passwordHash: null, address: link.address }
    const { id } = await admit(app, tx, link, () => createAccount(app, tx, account))
    const identity = { provider: provider.key, subject, account_id: id, connected_at: Date.now() }
    if (await insertIdentity(tx, identity)) return id
    return sameMoment(tx, provider, subject)
  })
}

/** Two windows came back at once: the other one's account holds, and this transaction is undone. */
async function sameMoment(tx: Transaction, provider: Provider, subject: string): Promise<never> {
  const owner = await accountOfIdentity(tx, provider.key, subject)
  if (owner === undefined) throw new Error('an identity was refused as a duplicate and is not there')
  throw new DomainError('sign_in_expired')
}
