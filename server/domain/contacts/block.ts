import type { Account, App } from '../../context'
import type { Standing } from '../../store/contacts'
import { change, lockPair, nobody } from './pair'
import { part } from './part'

/**
 * Hears nothing more of somebody who is or was a contact, or has asked to be one. To them it looks as if I were a
 * stranger: what they ask gets the usual answer and goes nowhere.
 * @throws DomainError `policy_disabled`, `not_found` for somebody one never had to do with
 */
export async function blockContact(app: App, me: Account, otherId: string): Promise<void> {
  await app.store.transaction(async (tx) => {
    const pair = await lockPair(app, tx, me, otherId)
    if (isStranger(pair.mine) && isStranger(pair.theirs)) throw nobody()
    if (pair.mine.state === 'blocked') return
    await part(app, tx, pair, { state: 'blocked', refusesUntil: pair.mine.refuses_until })
  })
}

/**
 * Lets somebody who is blocked ask again. They are told nothing.
 * @throws DomainError `policy_disabled`, `not_found` for somebody who is not blocked
 */
export async function unblockContact(app: App, me: Account, otherId: string): Promise<void> {
  await app.store.transaction(async (tx) => {
    const { mine, me: owner, other } = await lockPair(app, tx, me, otherId)
    if (mine.state !== 'blocked') throw nobody()
    await change(app, tx, { who: owner, whom: other, standing: mine }, { state: 'none' })
  })
}

/** Nothing was ever between them: not even a request that was refused. */
function isStranger({ state, refuses_until }: Standing): boolean {
  return state === 'none' && refuses_until === null
}
