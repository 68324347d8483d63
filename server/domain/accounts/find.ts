import type { FoundUser } from '#protocol/accounts'
import type { Account, App } from '../../context'
import { searchAccounts } from '../../store/accounts'
import { findContacts } from '../contacts/list'
import { DomainError } from '../errors'

const mostFound = 20

/**
 * People whose username or display name contains `query`, without oneself; at most 20. Where the directory shows that,
 * with who is online. Where people find their contacts alone, those of them.
 * @throws DomainError `policy_disabled` where nobody can be found
 */
export async function findPeople(app: App, seeker: Account, query: string): Promise<FoundUser[]> {
  if (app.policy.directory === 'contacts') return findContacts(app, seeker.id, query, mostFound)
  if (app.policy.directory !== 'everyone') throw new DomainError('policy_disabled')
  const found = await searchAccounts(app.store, query, mostFound + 1)
  const others = found.filter((person) => person.id !== seeker.id).slice(0, mostFound)
  if (!app.policy['directory.status']) return others
  return others.map((person) => ({ ...person, is_online: app.online.has(person.id) }))
}
