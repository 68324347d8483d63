import { limits } from '#protocol/limits'
import type { Account, App } from '../../context'
import { join, lockPair, nobody } from './pair'
import { part } from './part'

/**
 * Agrees to be the contact of somebody who has asked. To agree again changes nothing.
 * @throws DomainError `policy_disabled`, `not_found` when they have not asked
 */
export async function acceptContact(app: App, me: Account, otherId: string): Promise<void> {
  await app.store.transaction(async (tx) => {
    const pair = await lockPair(app, tx, me, otherId)
    if (pair.mine.state === 'contact') return
    if (pair.mine.state !== 'requested') throw nobody()
    await join(app, tx, pair)
  })
}

/**
 * Ends that two people are contacts, or refuses somebody who asks. They are not heard for a while if they ask again,
 * and are not told that they were refused.
 * @throws DomainError `policy_disabled`, `not_found` for somebody who is neither
 */
export async function removeContact(app: App, me: Account, otherId: string): Promise<void> {
  await app.store.transaction(async (tx) => {
    const pair = await lockPair(app, tx, me, otherId)
    if (pair.mine.state !== 'contact' && pair.mine.state !== 'requested') throw nobody()
    await part(app, tx, pair, { state: 'none', refusesUntil: Date.now() + limits.contactRefusedMs })
  })
}
