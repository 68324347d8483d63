import type { Account, App } from '../../context'
import { findAccountByEmail, findAccountByUsername, insertAccount } from '../../store/accounts'
import { isNameRetired } from '../../store/retired-names'
import type { Transaction } from '../../store/store'
import { note } from '../audit/note'
import { type DomainError, fieldProblem } from '../errors'
import { newId } from '../new-id'
import { joinLobby } from '../rooms/lobby'
import { retiredNameMark } from './retired-name'

interface NewAccount {
  username: string
  email: string | null
  /** Whether the address is known to be theirs. Only then must it be free. */
  isEmailProven?: boolean
  /** Null for who signs in by other means. */
  passwordHash: string | null
  phone?: { mark: string; tail: string } | null
}

/**
 * Saves a new account. Uniqueness is the database's, so of many at once exactly one succeeds. The name of an account
 * that was deleted stays taken.
 * @throws DomainError `taken`, naming the field
 */
export async function createAccount(
  app: App,
  tx: Transaction,
  { isEmailProven = true, phone = null, ...input }: NewAccount,
): Promise<Account & { createdAt: number }> {
  const account = { id: newId(), createdAt: Date.now(), isEmailProven, phone, ...input }
  const isSaved = await insertAccount(tx, account)
  // Looked at after the insert, which has waited for a deletion that was about to free the name.
  if (await isNameRetired(tx, retiredNameMark(app, input.username))) throw usernameTaken()
  if (!isSaved) throw await takenProblem(tx, input)
  await note(tx, { event: 'account_created', account_id: account.id, address: null })
  app.log.info({ event: 'account_created', account_id: account.id })
  await joinLobby(app, tx, account)
  return account
}

/** @throws DomainError `taken` when an account has this name, or had it before it was deleted */
export async function requireFreeUsername(app: App, tx: Transaction, username: string): Promise<void> {
  const isRetired = await isNameRetired(tx, retiredNameMark(app, username))
  if (isRetired || (await findAccountByUsername(tx, username))) throw usernameTaken()
}

/** Why an account was not saved: its username is taken, or else its e-mail address, or its phone number. */
export async function takenProblem(
  tx: Transaction,
  { username, email }: Pick<NewAccount, 'username' | 'email'>,
): Promise<DomainError> {
  if (await findAccountByUsername(tx, username)) return usernameTaken()
  if (email !== null && (await findAccountByEmail(tx, email))) {
    return fieldProblem('taken', 'email', 'taken', 'There is an account with this e-mail address already.')
  }
  return fieldProblem('taken', 'phone', 'taken', 'There is an account with this phone number already.')
}

function usernameTaken(): DomainError {
  return fieldProblem('taken', 'username', 'taken', 'This username is already taken.')
}
