import type { Account, App } from '../context'
import { DomainError } from '../domain/errors'
import { findAccount } from '../store/accounts'
import type { Device } from './sessions'

/**
 * Lets somebody who is signed in prove again who they are. Wrong guesses count like failed sign-ins.
 * @throws DomainError `wrong_password`, `rate_limited`
 */
export async function requirePassword(
  app: App,
  { id }: Account,
  password: string,
  device: Device,
): Promise<void> {
  await app.loginLimits.requireAllowed(device.address, id)
  const account = await findAccount(app.store, id)
  if (await app.passwords.verify(password, account?.password_hash ?? null)) return
  await app.loginLimits.noteFailure(device.address, id)
  throw new DomainError('wrong_password')
}
