import type { VerifyCode } from '#protocol/codes'
import type { App } from '../context'
import { DomainError } from '../domain/errors'
import { requirePolicy } from '../domain/require-policy'
import { lettersOf } from '../mail/letters'
import { findAccount, findAccountByPhone } from '../store/accounts'
import { finishSignUp } from './code-sign-up'
import { provenEmail } from './mail-link'
import { codeMs, makeCode, newTransaction, takeCode } from './mailed-code'
import { noteFailedLogin } from './note-failed-login'
import { phoneMark } from './phone'
import { requireMail } from './require-mail'
import type { Device, Tokens } from './sessions'
import { signIn } from './sign-in'

/**
 * Mails a code to the owner of this phone number. It resolves at once and does the same for any number, so that
 * neither the answer nor its time tells who has an account.
 * @returns the transaction that the code will be tied to
 * @throws DomainError `policy_disabled`, `rate_limited`
 */
export async function requestSignInCode(app: App, phone: string, device: Device): Promise<string> {
  requirePolicy(app.policy, 'sign_in.otp')
  requireMail(app)
  const { mark } = phoneMark(app, phone)
  await app.mailLimits.spend(device.address, `phone ${mark}`)
  const transaction = newTransaction()
  app.background.run(() => mailSignInCode(app, mark, transaction, device))
  return transaction
}

async function mailSignInCode(app: App, mark: string, transaction: string, device: Device): Promise<void> {
  await app.store.transaction(async (tx) => {
    const account = await findAccountByPhone(tx, mark)
    const email = account && account.disabled_at === null ? provenEmail(account) : null
    const accountId = email === null ? null : (account?.id ?? null)
    const code = await makeCode(app, tx, { transaction, purpose: 'sign_in', subject: mark, accountId })
    if (email !== null) {
      const letters = lettersOf(app.config.publicUrl, account?.language ?? device.language)
      await app.mailer.queue(tx, email, letters.signInCode(code), codeMs)
    }
  })
}

/**
 * Signs in by a mailed code, and opens the account first if the code was mailed for that.
 * @throws DomainError `policy_disabled`, `invalid_code`, `code_spent`, `taken` or `gone` when somebody was faster,
 * or `passkey_required`
 */
export async function signInWithCode(app: App, input: VerifyCode, device: Device): Promise<Tokens> {
  requirePolicy(app.policy, 'sign_in.otp')
  try {
    const code = await takeCode(app, ['sign_in', 'sign_up'], input)
    const account =
      code.purpose === 'sign_up' ? await finishSignUp(app, code, device) : await ownerOf(app, code.account_id)
    return await signIn(app, account.id, device)
  } catch (error) {
    if (isFailure(error)) await noteFailedLogin(app, null, device.address)
    throw error
  }
}

async function ownerOf(app: App, id: string | null) {
  const account = id === null ? undefined : await findAccount(app.store, id)
  if (!account || account.disabled_at !== null) throw new DomainError('invalid_code')
  return account
}

/** The code was right, or it is noted already who did not get in. */
const noFailures: ReadonlySet<string> = new Set([
  ...['taken', 'passkey_required', 'policy_disabled', 'not_found', 'gone', 'invalid_credentials'],
])

function isFailure(error: unknown): boolean {
  return error instanceof DomainError && !noFailures.has(error.code)
}
