import type { Account, App } from '../../context'
import { findAccountByEmail, findAccountByUsername, insertAccount } from '../../store/accounts'
import { isNameRetired } from '../../store/retired-names'
import type { Transaction } from '../../store/store'
import { note } from '../audit/note'
import { type DomainError, fieldProblem } from '../errors'
import { newId } from '../new-id'
import { joinLobby } from '../rooms/lobby'
import { isReserved } from './reserved'
import { retiredNameMark } from './retired-name'

interface NewAccount {
  username: string
  email: string | null
  /** Whether the address is known to be theirs. Only then must it be free. */
  isEmailProven?: boolean
  /** Null for who signs in by other means. */
  passwordHash: string | null
  phone?: { mark: string; tail: string } | null
  /** The network address it is opened from. */
  address?: string | null
}

/**
 * Saves a new account. Uniqueness is the database's, so of many at once exactly one succeeds. The name of an account
 * that was deleted stays taken.
 * @throws DomainError `taken`, naming the field
 */
export async function createAccount(
  app: App,
  tx: Transaction,
  { isEmailProven = true, phone = null, address = null, ...input }: NewAccount,
): Promise<Account & { createdAt: number }> {
  requireNotReserved(input.username)
  const account = { id: newId(), createdAt: Date.now(), isEmailProven, phone, ...input }
  const isSaved = await insertAccount(tx, account)
  // Looked at after the insert, which has waited for a deletion that was about to free the name.
  if (await isNameRetired(tx, retiredNameMark(app, input.username))) throw usernameTaken()
  if (!isSaved) throw await takenProblem(tx, input)
  await note(tx, { event: 'account_created', account_id: account.id, address })
  app.log.info({ event: 'account_created', account_id: account.id })
  await joinLobby(app, tx, account)
  return account
}

/** Whether somebody new may have this name: nobody has it, or had it before their account was deleted. */
export async function isUsernameFree(app: App, tx: Transaction, username: string): Promise<boolean> {
  if (isReserved(username) || (await isNameRetired(tx, retiredNameMark(app, username)))) return false
  return (await findAccountByUsername(tx, username)) === undefined
}

/** @throws DomainError `taken` when it is not free */
export async function requireFreeUsername(app: App, tx: Transaction, username: string): Promise<void> {
  requireNotReserved(username)
  if (!(await isUsernameFree(app, tx, username))) throw usernameTaken()
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

function requireNotReserved(username: string): void {
  if (!isReserved(username)) return
  throw fieldProblem('taken', 'username', 'reserved', 'Nobody can have this username. Choose another.')
}

function usernameTaken(): DomainError {
  return fieldProblem('taken', 'username', 'taken', 'This username is already taken.')
}
