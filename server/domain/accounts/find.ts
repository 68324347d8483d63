import type { FoundUser } from '#protocol/accounts'
import type { Account, App } from '../../context'
import { searchAccounts } from '../../store/accounts'
import { DomainError } from '../errors'

const mostFound = 20

/**
 * People whose username contains `query`, without oneself; at most 20. Where the directory shows that, with who is
 * online.
 * @throws DomainError `policy_disabled` unless everyone can be found on this server
 */
export async function findPeople(app: App, seeker: Account, query: string): Promise<FoundUser[]> {
  if (app.policy.directory !== 'everyone') throw new DomainError('policy_disabled')
  const found = await searchAccounts(app.store, query, mostFound + 1)
  const others = found.filter((person) => person.id !== seeker.id).slice(0, mostFound)
  if (!app.policy['directory.status']) return others
  return others.map((person) => ({ ...person, is_online: app.online.has(person.id) }))
}
