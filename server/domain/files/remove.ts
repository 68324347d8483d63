import type { Account, App } from '../../context'
import { giveUp, giveUpArriving } from '../../store/uploads'
import { DomainError } from '../errors'

/**
 * Removes a file of one's own that was not sent. Its bytes go soon after.
 * @throws DomainError `not_found`
 */
export async function removeUnsent(app: App, owner: Account, id: string): Promise<void> {
  const isGivenUp = await app.store.transaction((tx) => giveUp(tx, owner.id, id))
  if (!isGivenUp) throw new DomainError('not_found')
  app.removal.wake()
}

/** Gives up a file that is still on its way. What has come of it goes at once, whatever was stored of it soon after. */
export async function abandon(app: App, id: string): Promise<void> {
  await app.store.transaction((tx) => giveUpArriving(tx, id))
  await app.arrivals.remove(id)
  app.removal.wake()
}
