import type { Account, App } from '../context'
import { note } from '../domain/audit/note'
import { DomainError } from '../domain/errors'
import { lettersOf } from '../mail/letters'
import { findAccount, findAccountByEmail, foldName, proveEmail } from '../store/accounts'
import { isDuplicate } from '../store/duplicate'
import { type MailToken, takeMailToken } from '../store/mail-tokens'
import type { Transaction } from '../store/store'
import { mailTokenMark, makeMailToken } from './mail-link'
import { requireMail } from './require-mail'
import type { Device } from './sessions'

/**
 * Mails whoever has this address: a link by which it becomes this account's, or, when it is known to be another's,
 * word that somebody tried. Whoever tried sees no difference.
 */
export async function mailConfirmation(
  app: App,
  tx: Transaction,
  { id, email }: { id: string; email: string },
  device: Device,
): Promise<void> {
  const owner = await findAccountByEmail(tx, email)
  const chosen = (owner ?? (await findAccount(tx, id)))?.language
  const letters = lettersOf(app.config.publicUrl, chosen ?? device.language)
  if (owner?.email) return app.mailer.queue(tx, owner.email, letters.addressInUse())
  const token = await makeMailToken(tx, 'confirm_email', { id, email })
  await app.mailer.queue(tx, email, letters.confirmEmail(token))
}

/**
 * Mails the confirmation of one's own address again.
 * @throws DomainError `policy_disabled`, `rate_limited`, `conflict` when there is nothing to confirm
 */
export async function repeatConfirmation(app: App, { id }: Account, device: Device): Promise<void> {
  requireMail(app)
  const account = await findAccount(app.store, id)
  if (!account?.email || account.email_key !== null) {
    throw new DomainError('conflict', { detail: 'There is no address that waits to be confirmed.' })
  }
  const { email } = account
  await app.mailLimits.spend(device.address, `confirm ${foldName(email)}`)
  app.background.run(() => app.store.transaction((tx) => mailConfirmation(app, tx, { id, email }, device)))
}

/**
 * Notes that an address is the account's, by the token mailed there.
 * @throws DomainError `invalid_token`, also when the address has become another's meanwhile
 */
export async function confirmEmail(app: App, token: string, device: Device): Promise<void> {
  await app.store.transaction(async (tx) => {
    const taken = await takeMailToken(tx, 'confirm_email', mailTokenMark(token), Date.now())
    if (!taken || (await findAccountByEmail(tx, taken.email))) throw new DomainError('invalid_token')
    if (!(await isProven(tx, taken))) throw new DomainError('invalid_token')
    await note(tx, { event: 'email_confirmed', account_id: taken.account_id, address: device.address })
  })
}

/** Whether the address is the account's from now on: not when another account got it in the same instant. */
async function isProven(tx: Transaction, { account_id: id, email }: MailToken): Promise<boolean> {
  try {
    return await proveEmail(tx, id, email)
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}
