import type { Account, App } from '../../context'
import { findAccountByUsername, insertAccount } from '../../store/accounts'
import type { Transaction } from '../../store/store'
import { type DomainError, fieldProblem } from '../errors'
import { newId } from '../new-id'
import { joinLobby } from '../rooms/lobby'

interface NewAccount {
  username: string
  email: string | null
  /** Null for who signs in by other means. */
  passwordHash: string | null
}

/**
 * Saves a new account. Uniqueness is the database's, so of many at once exactly one succeeds.
 * @throws DomainError `taken`, naming the field
 */
export async function createAccount(
  app: App,
  tx: Transaction,
  input: NewAccount,
): Promise<Account & { createdAt: number }> {
  const account = { id: newId(), createdAt: Date.now(), ...input }
  if (await insertAccount(tx, account)) {
    app.log.info({ event: 'account_created', account_id: account.id })
    await joinLobby(app, tx, account)
    return account
  }
  throw await takenProblem(tx, input.username)
}

/** Why an account was not saved: its username is taken, or else its e-mail address. */
export async function takenProblem(tx: Transaction, username: string): Promise<DomainError> {
  if (await findAccountByUsername(tx, username)) {
    return fieldProblem('taken', 'username', 'taken', 'This username is already taken.')
  }
  return fieldProblem('taken', 'email', 'taken', 'There is an account with this e-mail address already.')
}
