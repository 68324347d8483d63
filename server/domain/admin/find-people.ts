import type { ServerRole } from '#protocol/accounts'
import type { PeoplePage, Person } from '#protocol/admin'
import type { App } from '../../context'
import { findAccountByUsername } from '../../store/accounts'
import { listPeople } from '../../store/people'
import { DomainError } from '../errors'
import type { Admin } from './admin'
import { noteRead } from './note-read'

interface PeopleRequest {
  query: string
  after?: string | undefined
  limit: number
}

/** Accounts by username, disabled ones too. That they were looked at is noted. */
export async function findPeopleAsAdmin(
  app: App,
  admin: Admin,
  { query, after, limit }: PeopleRequest,
): Promise<PeoplePage> {
  await noteRead(app, admin, { what: 'people' })
  const rows = await listPeople(app.store, { query, after }, limit + 1)
  const people = rows.slice(0, limit).map(toPerson)
  return { people, next: rows.length > limit ? (people.at(-1)?.username ?? null) : null }
}

/** @throws DomainError `not_found` */
export async function idOfUsername(app: App, username: string): Promise<string> {
  const account = await findAccountByUsername(app.store, username)
  if (!account) throw new DomainError('not_found', { detail: `There is nobody called ${username}.` })
  return account.id
}

interface AccountRow {
  id: string
  username: string
  email: string | null
  role: ServerRole
  created_at: number
  last_seen_at: number | null
  disabled_at: number | null
}

export function toPerson(row: AccountRow): Person {
  return {
    id: row.id,
    username: row.username,
    email: row.email,
    role: row.role,
    created_at: new Date(row.created_at).toISOString(),
    last_seen_at: row.last_seen_at === null ? null : new Date(row.last_seen_at).toISOString(),
    disabled_at: row.disabled_at === null ? null : new Date(row.disabled_at).toISOString(),
  }
}
