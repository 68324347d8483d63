import type { ProvenAction } from '#protocol/proven-action'
import type { Account, App } from '../../context'
import { DomainError } from '../../domain/errors'
import { lettersOf } from '../../mail/letters'
import { findAccount } from '../../store/accounts'
import { provenEmail } from '../mail-link'
import { codeMs, makeCode, newTransaction } from '../mailed-code'
import { requireMail } from '../require-mail'
import type { Device } from '../sessions'

/**
 * Mails a code by which somebody proves that it is they who want this.
 * @returns the transaction that the code is tied to
 * @throws DomainError `policy_disabled`, `rate_limited`, `conflict` for an account without a known address
 */
export async function requestProofCode(
  app: App,
  { id }: Account,
  action: ProvenAction,
  device: Device,
): Promise<string> {
  requireMail(app)
  const account = await findAccount(app.store, id)
  const email = account && provenEmail(account)
  if (!email) throw new DomainError('conflict', { detail: 'This account has no confirmed e-mail address.' })
  await app.mailLimits.spend(device.address, `${action} ${id}`)
  const transaction = newTransaction()
  const letters = lettersOf(app.config.publicUrl, account.language ?? device.language)
  const letter = { deletion: letters.deletionCode, export: letters.exportCode }[action]
  await app.store.transaction(async (tx) => {
    const code = await makeCode(app, tx, { transaction, purpose: action, subject: id, accountId: id })
    await app.mailer.queue(tx, email, letter(code), codeMs)
  })
  return transaction
}
