import type { Login } from '#protocol/sessions'
import type { App } from '../context'
import { DomainError } from '../domain/errors'
import { requirePolicy } from '../domain/require-policy'
import { findAccountByEmail, findAccountByUsername, foldName, replacePasswordHash } from '../store/accounts'
import { noteFailedLogin } from './note-failed-login'
import type { Device, Tokens } from './sessions'
import { signIn } from './sign-in'

/**
 * Signs in by username or e-mail address. An unknown name, a wrong password and a disabled account get the same
 * answer after the same work. A hash made by outdated means is replaced on the way.
 * @throws DomainError `policy_disabled`, `invalid_credentials`, `rate_limited`, `passkey_required`
 */
export async function loginWithPassword(app: App, input: Login, device: Device): Promise<Tokens> {
  requirePolicy(app.policy, 'sign_in.password')
  const account = await findByName(app, input)
  // A name nobody has is limited like an account, so that the limit tells nothing either.
  const name = account?.id ?? foldName(input.username ?? input.email ?? '')
  await app.loginLimits.requireAllowed(device.address, name)

  const hash = account?.password_hash ?? null
  const isRight = await app.passwords.verify(input.password, hash)
  if (!account || hash === null || !isRight || account.disabled_at !== null) {
    await noteFailedLogin(app, account?.id ?? null, device.address)
    await app.loginLimits.noteFailure(device.address, name)
    throw new DomainError('invalid_credentials')
  }
  // Wrong guesses that arrived at the same moment may have used up what was left: a right one then stays unknown.
  await app.loginLimits.requireAllowed(device.address, name)

  if (app.passwords.isOutdated(hash)) await upgradeHash(app, account.id, hash, input.password)
  return signIn(app, account.id, device)
}

/** Usernames cannot contain an at sign, so a name with one is an e-mail address whichever field it came in. */
function findByName(app: App, input: Login) {
  const name = input.username ?? input.email ?? ''
  return name.includes('@') ? findAccountByEmail(app.store, name) : findAccountByUsername(app.store, name)
}

async function upgradeHash(app: App, accountId: string, previous: string, password: string): Promise<void> {
  const hash = await app.passwords.hash(password)
  await app.store.transaction((tx) => replacePasswordHash(tx, accountId, previous, hash))
}
