import type { User } from '#protocol/accounts'
import type { Account, App } from '../../context'
import { searchAccounts } from '../../store/accounts'
import { findContacts } from '../contacts/list'
import { DomainError } from '../errors'

const mostFound = 20

/**
 * People whose username contains `query`, without oneself; at most 20.
 * Where people find their contacts alone, those of them.
 * @throws DomainError `policy_disabled` where nobody can be found
 */
export async function findPeople(app: App, seeker: Account, query: string): Promise<User[]> {
  if (app.policy.directory === 'contacts') return findContacts(app, seeker.id, query, mostFound)
  if (app.policy.directory !== 'everyone') throw new DomainError('policy_disabled')
  const found = await searchAccounts(app.store, query, mostFound + 1)
  return found.filter((person) => person.id !== seeker.id).slice(0, mostFound)
}
