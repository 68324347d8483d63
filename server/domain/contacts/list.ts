import type { User } from '#protocol/accounts'
import type { Contact } from '#protocol/contacts'
import type { App } from '../../context'
import { contactIds, listStandings } from '../../store/contacts'
import { toContact } from './tell'

/** The contacts of somebody, who asks to be one, and whom they have blocked, by name. */
export async function listContacts(app: App, accountId: string): Promise<Contact[]> {
  const standings = await listStandings(app.store, accountId)
  return standings.map(({ state, since, ...user }) => toContact(user, { state, since }))
}

/** The ids of somebody's contacts. */
export function contactsOf(app: App, accountId: string): Promise<string[]> {
  return contactIds(app.store, accountId)
}

/** Contacts whose name contains `query`, at most as many as given. */
export async function findContacts(
  app: App,
  accountId: string,
  query: string,
  most: number,
): Promise<User[]> {
  const wanted = query.toLowerCase()
  const contacts = (await listContacts(app, accountId)).filter(({ state }) => state === 'contact')
  return contacts
    .map(({ user }) => user)
    .filter(({ username, display_name }) => isCalled([username, display_name ?? ''], wanted))
    .slice(0, most)
}

function isCalled(names: readonly string[], wanted: string): boolean {
  return names.some((name) => name.toLowerCase().includes(wanted))
}
