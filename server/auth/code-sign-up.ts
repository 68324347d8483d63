import { z } from 'zod'
import { email, username } from '#protocol/accounts'
import type { RequestSignUp } from '#protocol/codes'
import type { Account, App } from '../context'
import { createAccount, requireFreeUsername } from '../domain/accounts/create'
import { passOf } from '../domain/admin/link-token'
import { requirePolicy } from '../domain/require-policy'
import { lettersOf } from '../mail/letters'
import { findAccountByEmail, findAccountByPhone, foldName } from '../store/accounts'
import type { MailedCode } from '../store/mailed-codes'
import type { Transaction } from '../store/store'
import { provenEmail } from './mail-link'
import { codeMs, makeCode, newTransaction } from './mailed-code'
import { phoneMark } from './phone'
import { requireMail } from './require-mail'
import { admit, requireRegistration } from './require-registration'
import type { Device } from './sessions'

/** The account to be, kept with its code. */
const newcomer = z.object({
  username,
  email,
  phone: z.object({ mark: z.string(), tail: z.string() }),
  /** The mark of the link that lets them in. */
  pass: z.string().nullable(),
})
type Newcomer = z.infer<typeof newcomer>

/**
 * Mails a code to open an account with. An address or a number that is taken is answered no differently: then no code
 * is mailed, but word of it to the owner.
 * @returns the transaction that the code will be tied to
 * @throws DomainError `policy_disabled`, `not_found` or `gone` for an invitation, `taken` for a username, `rate_limited`
 */
export async function requestSignUpCode(app: App, input: RequestSignUp, device: Device): Promise<string> {
  requirePolicy(app.policy, 'sign_in.otp')
  requireMail(app)
  const person: Newcomer = {
    username: input.username,
    email: input.email,
    phone: phoneMark(app, input.phone),
    pass: passOf(input.invitation),
  }
  await app.store.transaction(async (tx) => {
    await requireRegistration(app, tx, person.pass)
    await requireFreeUsername(app, tx, person.username)
  })
  const subjects = [`phone ${person.phone.mark}`, `register ${foldName(person.email)}`]
  await app.mailLimits.spend(device.address, ...subjects)
  const transaction = newTransaction()
  app.background.run(() =>
    app.store.transaction((tx) => mailSignUpCode(app, tx, { person, transaction, device })),
  )
  return transaction
}

async function mailSignUpCode(
  app: App,
  tx: Transaction,
  { person, transaction, device }: { person: Newcomer; transaction: string; device: Device },
): Promise<void> {
  const [ofEmail, ofPhone] = [
    await findAccountByEmail(tx, person.email),
    await findAccountByPhone(tx, person.phone.mark),
  ]
  const isFree = !ofEmail && !ofPhone
  const code = await makeCode(app, tx, {
    ...{ transaction, purpose: 'sign_up', subject: person.phone.mark, accountId: null },
    ...(isFree && { details: person }),
  })
  const chosen = (ofEmail ?? ofPhone)?.language
  const letters = lettersOf(app.config.publicUrl, chosen ?? device.language)
  if (isFree) return app.mailer.queue(tx, person.email, letters.signUpCode(code), codeMs)
  if (ofEmail?.email) return app.mailer.queue(tx, ofEmail.email, letters.addressInUse())
  const owner = ofPhone && provenEmail(ofPhone)
  if (owner) await app.mailer.queue(tx, owner, letters.phoneInUse())
}

/**
 * Opens the account that a code was mailed for.
 * @throws DomainError `taken` or `gone` when somebody was faster, `policy_disabled`
 */
export async function finishSignUp(app: App, { details }: MailedCode, { address }: Device): Promise<Account> {
  const { pass, ...person } = newcomer.parse(JSON.parse(details ?? 'null'))
  return app.store.transaction((tx) =>
    admit(app, tx, { pass, address }, () =>
      createAccount(app, tx, { ...person, passwordHash: null, address }),
    ),
  )
}
