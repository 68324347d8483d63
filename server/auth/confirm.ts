import { limits } from '#protocol/limits'
import type { App, Principal } from '../context'
import { note } from '../domain/audit/note'
import { DomainError } from '../domain/errors'
import { findAccount } from '../store/accounts'
import { setProven } from '../store/sessions'
import { noteFailedLogin } from './note-failed-login'

/**
 * Takes somebody's password once more, on a device they are signed in on. Wrong ones count as failed sign-ins.
 * @throws DomainError `invalid_credentials`, `rate_limited`
 */
export async function confirmPassword(
  app: App,
  { account, sessionId }: Principal,
  password: string,
  address: string,
): Promise<void> {
  await app.loginLimits.requireAllowed(address, account.id)
  const hash = (await findAccount(app.store, account.id))?.password_hash ?? null
  if (!(await app.passwords.verify(password, hash))) {
    await noteFailedLogin(app, account.id, address)
    await app.loginLimits.noteFailure(address, account.id)
    throw new DomainError('invalid_credentials', { detail: 'The password is not right.' })
  }
  await app.loginLimits.requireAllowed(address, account.id)
  await app.store.transaction(async (tx) => {
    await setProven(tx, sessionId, Date.now())
    await note(tx, { event: 'password_asked_again', account_id: account.id, address })
  })
}

/**
 * What is dangerous is only done soon after the person has shown who they are.
 * @throws DomainError `reauthenticate`
 */
export function requireProven({ provenAt }: Principal): void {
  if (Date.now() - provenAt > limits.provenMinutes * 60_000) throw new DomainError('reauthenticate')
}
