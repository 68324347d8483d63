import type { Me, Register } from '#protocol/accounts'
import type { App } from '../context'
import { createAccount } from '../domain/accounts/create'
import { note } from '../domain/audit/note'
import { fieldProblem } from '../domain/errors'
import { requirePolicy } from '../domain/require-policy'
import { requireGoodPassword } from './password-rules'
import { requireRegistration } from './require-registration'
import { claimPassword, sharedPasswordMark } from './shared-passwords'

/**
 * Opens an account that signs in with a password. It signs nobody in.
 * @throws DomainError `policy_disabled`, `not_found` or `gone` for an invitation, `taken` naming the field, `password_unsuitable`, or `invalid` with each
 * unmet rule
 */
export async function registerWithPassword(app: App, input: Register, address: string): Promise<Me> {
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
    const invitationId = await requireRegistration(app, tx, input.invitation)
    await claimPassword(tx, mark)
    const created = await createAccount(app, tx, { username: input.username, email, passwordHash })
    const by = { account_id: created.id, address }
    await note(tx, { event: 'account_created', ...by })
    if (invitationId !== null) {
      await note(tx, { event: 'invitation_used', ...by, details: { invitation_id: invitationId } })
    }
    return created
  })
  const { id, username, createdAt } = account
  return { id, username, email, role: 'member', created_at: new Date(createdAt).toISOString() }
}
