import type { ChangePassword } from '#protocol/accounts'
import type { App, Principal } from '../context'
import { DomainError } from '../domain/errors'
import { requirePolicy } from '../domain/require-policy'
import { findAccount } from '../store/accounts'
import { prepareNewPassword, replacePassword } from './replace-password'
import { requirePassword } from './require-password'
import type { Device } from './sessions'

/**
 * Gives somebody who is signed in another password. Their other devices are signed out.
 * @throws DomainError `policy_disabled`, `wrong_password`, `rate_limited`, `invalid` with each unmet rule, or
 * `password_unsuitable`
 */
export async function changePassword(
  app: App,
  { account, sessionId }: Principal,
  input: ChangePassword,
  device: Device,
): Promise<void> {
  requirePolicy(app.policy, 'sign_in.password')
  await requirePassword(app, account, input.current_password, device)
  const known = await findAccount(app.store, account.id)
  if (!known) throw new DomainError('unauthenticated')
  const prepared = await prepareNewPassword(app, known, input.password)
  await app.store.transaction(async (tx) => {
    const owner = await findAccount(tx, account.id)
    if (owner?.password_hash !== known.password_hash) throw new DomainError('wrong_password')
    await replacePassword(app, tx, known, {
      ...prepared,
      event: 'password_changed',
      keptSessionId: sessionId,
      device,
    })
  })
}
