import type { Me, Register } from '#protocol/accounts'
import type { App } from '../context'
import { createAccount } from '../domain/accounts/create'
import { fieldProblem } from '../domain/errors'
import { requirePolicy } from '../domain/require-policy'
import { foldName } from '../store/accounts'
import { mailConfirmation } from './confirm-email'
import { prepareNewPassword } from './replace-password'
import type { Device } from './sessions'
import { claimPassword } from './shared-passwords'

/**
 * Opens an account that signs in with a password. It signs nobody in. Where mail is sent, an e-mail address is theirs
 * only once they have confirmed it, and one that is somebody else's is answered no differently.
 * @throws DomainError `policy_disabled`, `taken` naming the field, `password_unsuitable`, `rate_limited`, or `invalid`
 * with each unmet rule
 */
export async function registerWithPassword(app: App, input: Register, device: Device): Promise<Me> {
  requirePolicy(app.policy, 'sign_in.password')
  const email = input.email ?? null
  if (email === null && app.policy['accounts.email'] === 'required') {
    throw fieldProblem('invalid', 'email', 'required', 'An e-mail address is needed.')
  }
  const isMailed = app.mailer.isOn && email !== null
  const { hash, mark } = await prepareNewPassword(app, { username: input.username, email }, input.password)
  if (isMailed) await app.mailLimits.spend(device.address, `register ${foldName(email)}`)

  const account = await app.store.transaction(async (tx) => {
    await claimPassword(tx, mark)
    const { username } = input
    const created = await createAccount(app, tx, {
      username,
      email,
      isEmailProven: !isMailed,
      passwordHash: hash,
    })
    if (isMailed) await mailConfirmation(app, tx, created.id, email)
    return created
  })
  const { id, username, createdAt } = account
  return {
    ...{
      id,
      username,
      display_name: null,
      color: null,
      email,
      is_email_confirmed: email !== null && !isMailed,
      phone: null,
    },
    created_at: new Date(createdAt).toISOString(),
  }
}
