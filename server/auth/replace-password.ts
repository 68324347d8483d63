import type { Language } from '#protocol/languages'
import type { App } from '../context'
import { note } from '../domain/audit/note'
import { lettersOf } from '../mail/letters'
import { setPasswordHash } from '../store/accounts'
import { deleteMailTokens } from '../store/mail-tokens'
import { deleteSessionsBut } from '../store/sessions'
import type { Transaction } from '../store/store'
import { provenEmail } from './mail-link'
import { requireGoodPassword } from './password-rules'
import type { Device } from './sessions'
import { claimPassword, sharedPasswordMark } from './shared-passwords'

interface Owner {
  id: string
  username: string
  email: string | null
  email_key: string | null
  language: Language | null
}

interface NewPassword {
  hash: string
  mark: string | null
}

/**
 * Checks and hashes a new password, outside of any transaction since that takes long.
 * @throws DomainError `invalid` with each unmet rule, or `password_unsuitable`
 */
export async function prepareNewPassword(
  app: App,
  { username, email }: Pick<Owner, 'username' | 'email'>,
  password: string,
): Promise<NewPassword> {
  const names = [username, ...(email === null ? [] : [email, email.split('@')[0] ?? ''])]
  await requireGoodPassword(app.policy, password, names)
  return { hash: await app.passwords.hash(password), mark: await sharedPasswordMark(app, password) }
}

interface Replacing extends NewPassword {
  event: 'password_changed' | 'password_reset'
  /** The one session that goes on, if any does. */
  keptSessionId: string | null
  device: Device
}

/**
 * Puts a new password in place and ends what the old one opened: sessions with their sockets, and links to choose a
 * new one. The owner is told by mail.
 * @throws DomainError `password_unsuitable` when somebody here uses it already, where that is refused
 */
export async function replacePassword(
  app: App,
  tx: Transaction,
  owner: Owner,
  { hash, mark, event, keptSessionId, device }: Replacing,
): Promise<void> {
  await claimPassword(tx, mark)
  await setPasswordHash(tx, owner.id, hash)
  await deleteMailTokens(tx, owner.id, 'password_reset')
  const sessionIds = await deleteSessionsBut(tx, owner.id, keptSessionId)
  await note(tx, {
    event,
    account_id: owner.id,
    address: device.address,
    details: { sessions_ended: sessionIds.length },
  })
  const email = provenEmail(owner)
  const letters = lettersOf(app.config.publicUrl, owner.language ?? device.language)
  if (email !== null) await app.mailer.queue(tx, email, letters.passwordChanged())
  tx.afterCommit(() => {
    app.bus.publish({ kind: 'sessions_ended', accountId: owner.id, sessionIds })
    app.log.info({ event, account_id: owner.id })
  })
}
