import type { Account, App } from '../../context'
import { findAccountByUsername, insertAccount } from '../../store/accounts'
import type { Transaction } from '../../store/store'
import { fieldProblem } from '../errors'
import { newId } from '../new-id'
import { isReserved } from './reserved'

interface NewAccount {
  username: string
  email: string | null
  passwordHash: string
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
  if (isReserved(input.username)) {
    throw fieldProblem('taken', 'username', 'reserved', 'Nobody can have this username. Choose another.')
  }
  const account = { id: newId(), createdAt: Date.now(), ...input }
  if (await insertAccount(tx, account)) {
    app.log.info({ event: 'account_created', account_id: account.id })
    return account
  }
  if (await findAccountByUsername(tx, input.username)) {
    throw fieldProblem('taken', 'username', 'taken', 'This username is already taken.')
  }
  throw fieldProblem('taken', 'email', 'taken', 'There is an account with this e-mail address already.')
}
