import type { Account, App } from '../../context'
import { findAccountByPhone } from '../../store/accounts'
import { change, join, lockPair, requireContactPolicy } from './pair'

/**
 * Asks whoever has a phone number, given by its mark, to become a contact. It resolves at once and does the same for
 * any number, so that neither the answer nor its time tells who has an account, or who refuses to be asked. Asking
 * somebody who has asked oneself is an answer: both agree.
 * @throws DomainError `policy_disabled`, `rate_limited`
 */
export async function askContact(app: App, asker: Account, phoneMark: string): Promise<void> {
  requireContactPolicy(app)
  // Whether or not anybody has the number, so that nobody tries whole ranges of them on people.
  await app.requestLimits.take('ask_contact', asker.id)
  await app.requestLimits.take('ask_contact_daily', asker.id)
  app.background.run(() => deliver(app, asker, phoneMark))
}

async function deliver(app: App, asker: Account, phoneMark: string): Promise<void> {
  await app.store.transaction(async (tx) => {
    const owner = await findAccountByPhone(tx, phoneMark)
    if (!owner || owner.id === asker.id || owner.disabled_at !== null) return
    const pair = await lockPair(app, tx, asker, owner.id)
    const { mine, theirs } = pair
    const isHeard = theirs.state === 'none' && (theirs.refuses_until ?? 0) <= Date.now()
    if (mine.state === 'blocked' || !isHeard) return
    if (mine.state === 'requested') return join(app, tx, pair)
    await change(app, tx, { who: pair.other, whom: pair.me, standing: theirs }, { state: 'requested' })
  })
}
