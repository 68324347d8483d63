import type { User } from '#protocol/accounts'
import type { ContactState } from '#protocol/contacts'
import type { Account, App } from '../../context'
import { lockAccounts } from '../../store/accounts'
import { lockStandings, type Standing, setStanding } from '../../store/contacts'
import { usersByIds } from '../../store/profiles'
import type { Transaction } from '../../store/store'
import { DomainError } from '../errors'
import { tellStanding, toContact } from './tell'

/** Two people and how they stand to each other, locked until the commit. */
export interface Pair {
  me: User
  other: User
  mine: Standing
  theirs: Standing
}

/**
 * @throws DomainError `policy_disabled` unless this server has contacts; `not_found` for nobody and for oneself
 */
export async function lockPair(app: App, tx: Transaction, me: Account, otherId: string): Promise<Pair> {
  requireContactPolicy(app)
  const accounts = await lockAccounts(tx, [me.id, otherId])
  const other = otherId === me.id ? undefined : accounts.find(({ id }) => id === otherId)
  if (!other || other.deleted_at !== null) throw nobody()
  const standings = await lockStandings(tx, me.id, other.id)
  const people = await usersByIds(tx, [me.id, other.id])
  return { me: userOf(people, me.id), other: userOf(people, other.id), ...standings }
}

/** The answer about anybody whom one has nothing to do with, whether or not there is such a person. */
export function nobody(): DomainError {
  return new DomainError('not_found', { detail: 'This person is no contact of yours and has not asked.' })
}

/** @throws DomainError `policy_disabled` */
export function requireContactPolicy({ policy }: App): void {
  if (policy.directory !== 'contacts') throw new DomainError('policy_disabled')
}

/** Both have agreed: they are contacts from now on. */
export async function join(app: App, tx: Transaction, { me, other, mine, theirs }: Pair): Promise<void> {
  const agreed: NewStanding = { state: 'contact', refusesUntil: null }
  await change(app, tx, { who: me, whom: other, standing: mine }, agreed)
  await change(app, tx, { who: other, whom: me, standing: theirs }, agreed)
  tx.afterCommit(() => app.bus.publish({ kind: 'contacts_joined', accountIds: [me.id, other.id] }))
}

interface Direction {
  who: User
  whom: User
  standing: Standing
}

export interface NewStanding {
  state: ContactState
  /** Until when it is not heard if the other one asks (milliseconds since 1970); as before unless given. */
  refusesUntil?: number | null
}

/** One of the two stands otherwise to the other from now on, as far as `who` sees it, and is told so. */
export async function change(
  app: App,
  tx: Transaction,
  { who, whom, standing }: Direction,
  { state, refusesUntil = standing.refuses_until }: NewStanding,
): Promise<void> {
  const now = { state, since: Date.now() }
  await setStanding(tx, standing, { ...now, refuses_until: refusesUntil })
  if (state !== standing.state) tellStanding(app, tx, who.id, toContact(whom, now))
}

function userOf(people: readonly User[], id: string): User {
  const user = people.find((person) => person.id === id)
  if (!user) throw new Error('an account was found and is not there')
  return user
}
