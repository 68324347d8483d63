import type { ConfirmPasswordReset } from '#protocol/accounts'
import type { App } from '../context'
import { DomainError } from '../domain/errors'
import { requirePolicy } from '../domain/require-policy'
import { lettersOf } from '../mail/letters'
import { findAccount, findAccountByEmail, foldName } from '../store/accounts'
import { findMailToken, takeMailToken } from '../store/mail-tokens'
import type { Reads } from '../store/store'
import { mailTokenMark, mailTokenMs, makeMailToken } from './mail-link'
import { prepareNewPassword, replacePassword } from './replace-password'
import { requireMail } from './require-mail'
import type { Device } from './sessions'

/**
 * Mails a link to choose a new password to whoever has this address. It resolves at once and does the same for any
 * address, so that neither the answer nor its time tells who has an account.
 * @throws DomainError `policy_disabled`, `rate_limited`
 */
export async function requestPasswordReset(app: App, email: string, device: Device): Promise<void> {
  requirePolicy(app.policy, 'sign_in.password')
  requireMail(app)
  await app.mailLimits.spend(device.address, `reset ${foldName(email)}`)
  app.background.run(() => mailResetLink(app, email, device))
}

async function mailResetLink(app: App, email: string, device: Device): Promise<void> {
  await app.store.transaction(async (tx) => {
    const account = await findAccountByEmail(tx, email)
    if (account?.email == null || account.disabled_at !== null) return
    const token = await makeMailToken(tx, 'password_reset', { id: account.id, email: account.email })
    const letters = lettersOf(app.config.publicUrl, account.language ?? device.language)
    await app.mailer.queue(tx, account.email, letters.passwordReset(token), mailTokenMs.password_reset)
  })
}

/**
 * Puts a new password in place for whoever holds a mailed token, which is used up by it, and ends all sessions. It
 * signs nobody in.
 * @throws DomainError `policy_disabled`, `invalid_token`, `invalid` with each unmet rule, or `password_unsuitable`
 */
export async function confirmPasswordReset(
  app: App,
  { token, password }: ConfirmPasswordReset,
  device: Device,
): Promise<void> {
  requirePolicy(app.policy, 'sign_in.password')
  const mark = mailTokenMark(token)
  const known = await findMailToken(app.store, 'password_reset', mark, Date.now())
  const prepared = await prepareNewPassword(app, await ownerOf(app.store, known), password)
  await app.store.transaction(async (tx) => {
    const taken = await takeMailToken(tx, 'password_reset', mark, Date.now())
    const owner = await ownerOf(tx, taken)
    await replacePassword(app, tx, owner, {
      ...prepared,
      event: 'password_reset',
      keptSessionId: null,
      device,
    })
  })
}

/** @throws DomainError `invalid_token` for no token, or one of an address the account has no more */
async function ownerOf(reads: Reads, token: { account_id: string; email: string } | undefined) {
  const account = token && (await findAccount(reads, token.account_id))
  if (!account || account.email !== token.email || account.disabled_at !== null) {
    throw new DomainError('invalid_token')
  }
  return account
}
