import type { App } from '../context'
import { DomainError } from '../domain/errors'
import { findAccount } from '../store/accounts'
import { noteFailedLogin } from './note-failed-login'
import { type Device, startSession, type Tokens } from './sessions'

/**
 * Signs somebody in who has proven by one thing who they are: a password, a code, another service. Every such way ends
 * here, so that none passes by what holds for all.
 * @throws DomainError `invalid_credentials` for an account that may not sign in, `passkey_required` where its owner
 * wants to be asked for more
 */
export async function signIn(app: App, accountId: string, device: Device): Promise<Tokens> {
  const account = await findAccount(app.store, accountId)
  if (!account || account.disabled_at !== null || account.kind !== 'person') {
    await noteFailedLogin(app, account?.id ?? null, device.address)
    throw new DomainError('invalid_credentials')
  }
  if (account.second_factor === 'passkey' && app.policy['sign_in.passkey']) {
    throw new DomainError('passkey_required')
  }
  return startSession(app, account, device)
}
