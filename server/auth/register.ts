import type { Me, Register } from '#protocol/accounts'
import type { Account, App } from '../context'
import { createAccount } from '../domain/accounts/create'
import { endSessionsBut } from '../domain/accounts/end-sessions'
import { claimGuest } from '../domain/accounts/guests'
import { passOf } from '../domain/admin/link-token'
import { fieldProblem } from '../domain/errors'
import { requirePolicy } from '../domain/require-policy'
import { foldName } from '../store/accounts'
import { mailConfirmation } from './confirm-email'
import { prepareNewPassword } from './replace-password'
import { admit } from './require-registration'
import type { Device } from './sessions'
import { claimPassword } from './shared-passwords'

/**
 * Opens an account that signs in with a password. It signs nobody in. A guest's account becomes theirs instead, with what
 * they wrote, and their sessions as a guest end. Where mail is sent, an e-mail address is theirs only once they have
 * confirmed it, and one that is somebody else's is answered no differently.
 * @throws DomainError `policy_disabled`, `not_found` or `gone` for an invitation, `taken` naming the field, `password_unsuitable`, `rate_limited`, or `invalid`
 * with each unmet rule
 */
export async function registerWithPassword(
  app: App,
  input: Register,
  device: Device,
  guest: Account | null = null,
): Promise<Me> {
  requirePolicy(app.policy, 'sign_in.password')
  const email = input.email ?? null
  if (email === null && app.policy['accounts.email'] === 'required') {
    throw fieldProblem('invalid', 'email', 'required', 'An e-mail address is needed.')
  }
  const isMailed = app.mailer.isOn && email !== null
  const { hash, mark } = await prepareNewPassword(app, { username: input.username, email }, input.password)
  if (isMailed) await app.mailLimits.spend(device.address, `register ${foldName(email)}`)

  const account = await app.store.transaction(async (tx) => {
    const account = {
      username: input.username,
      email,
      isEmailProven: !isMailed,
      passwordHash: hash,
      address: device.address,
    }
    const link = { pass: passOf(input.invitation), address: device.address }
    const opened = await admit(app, tx, link, async () => {
      await claimPassword(tx, mark)
      return guest ? claimGuest(app, tx, guest, account) : createAccount(app, tx, account)
    })
    if (guest) await endSessionsBut(app, tx, guest.id, null)
    if (isMailed) await mailConfirmation(app, tx, { id: opened.id, email }, device)
    return opened
  })
  if (guest) app.log.info({ event: 'guest_claimed', account_id: guest.id })
  const { id, username, createdAt } = account
  return {
    ...{ id, username, display_name: null, color: null, email, phone: null },
    is_email_confirmed: email !== null && !isMailed,
    ...{ role: 'member' as const, has_password: true, is_guest: false },
    created_at: new Date(createdAt).toISOString(),
  }
}
