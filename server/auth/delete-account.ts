import type { DeleteAccount } from '#protocol/codes'
import type { Account, App } from '../context'
import { deleteAccount } from '../domain/accounts/delete'
import { note } from '../domain/audit/note'
import { DomainError } from '../domain/errors'
import { lettersOf } from '../mail/letters'
import { findAccount } from '../store/accounts'
import { provenEmail } from './mail-link'
import { codeMs, makeCode, newTransaction, takeCode } from './mailed-code'
import { requireMail } from './require-mail'
import { requirePassword } from './require-password'
import type { Device } from './sessions'

/**
 * Mails a code by which somebody without a password can delete their account.
 * @returns the transaction that the code is tied to
 * @throws DomainError `policy_disabled`, `rate_limited`, `conflict` for an account without a known address
 */
export async function requestDeletionCode(app: App, { id }: Account, device: Device): Promise<string> {
  requireMail(app)
  const account = await findAccount(app.store, id)
  const email = account && provenEmail(account)
  if (!email) throw new DomainError('conflict', { detail: 'This account has no confirmed e-mail address.' })
  await app.mailLimits.spend(device.address, `deletion ${id}`)
  const transaction = newTransaction()
  await app.store.transaction(async (tx) => {
    const code = await makeCode(app, tx, { transaction, purpose: 'deletion', subject: id, accountId: id })
    await app.mailer.queue(tx, email, lettersOf(app.config.publicUrl).deletionCode(code), codeMs)
  })
  return transaction
}

/**
 * Deletes one's own account, which cannot be undone. The password or a code mailed for this proves whose wish it is.
 * @throws DomainError `wrong_password`, `invalid_code`, `code_spent`, `rate_limited`
 */
export async function deleteOwnAccount(
  app: App,
  account: Account,
  proof: DeleteAccount,
  device: Device,
): Promise<void> {
  await requireProof(app, account, proof, device)
  await app.store.transaction(async (tx) => {
    const email = await deleteAccount(app, tx, account.id)
    await note(tx, { event: 'account_deleted', account_id: account.id, address: device.address })
    if (email !== null) await app.mailer.queue(tx, email, lettersOf(app.config.publicUrl).accountDeleted())
  })
}

async function requireProof(
  app: App,
  account: Account,
  { password, code, transaction }: DeleteAccount,
  device: Device,
): Promise<void> {
  if (password !== undefined) return requirePassword(app, account, password, device)
  if (code === undefined) {
    throw new DomainError('wrong_password', {
      detail: 'Give your password, or a code that was mailed for this.',
    })
  }
  const taken = await takeCode(app, ['deletion'], { code, transaction })
  if (taken.account_id !== account.id) throw new DomainError('invalid_code')
}
