import type { Me, Register } from '#protocol/accounts'
import type { Account, App } from '../context'
import { createAccount } from '../domain/accounts/create'
import { claimGuest } from '../domain/accounts/guests'
import { fieldProblem } from '../domain/errors'
import { requirePolicy } from '../domain/require-policy'
import { requireGoodPassword } from './password-rules'
import { endSession, sessionsOf } from './sessions'
import { claimPassword, sharedPasswordMark } from './shared-passwords'

/**
 * Opens an account that signs in with a password. It signs nobody in. A guest's account becomes theirs instead, with what
 * they wrote, and their sessions as a guest end.
 * @throws DomainError `policy_disabled`, `taken` naming the field, `password_unsuitable`, or `invalid` with each
 * unmet rule
 */
export async function registerWithPassword(
  app: App,
  input: Register,
  guest: Account | null = null,
): Promise<Me> {
  requirePolicy(app.policy, 'sign_in.password')
  const email = input.email ?? null
  if (email === null && app.policy['accounts.email'] === 'required') {
    throw fieldProblem('invalid', 'email', 'required', 'An e-mail address is needed.')
  }
  const names = [input.username, ...(email === null ? [] : [email, email.split('@')[0] ?? ''])]
  await requireGoodPassword(app.policy, input.password, names)

  const passwordHash = await app.passwords.hash(input.password)
  const mark = await sharedPasswordMark(app, input.password)
  const account = await app.store.transaction(async (tx) => {
    await claimPassword(tx, mark)
    const account = { username: input.username, email, passwordHash }
    return guest ? claimGuest(tx, guest, account) : createAccount(app, tx, account)
  })
  if (guest) {
    app.log.info({ event: 'guest_claimed', account_id: guest.id })
    await endAllSessions(app, guest)
  }
  const { id, username, createdAt } = account
  return { id, username, email, created_at: new Date(createdAt).toISOString(), is_guest: false }
}

async function endAllSessions(app: App, { id }: Account): Promise<void> {
  for (const session of await sessionsOf(app, id)) await endSession(app, id, session.id)
}
