import type { ChangePreferences, Preferences } from '#protocol/preferences'
import type { Account, App } from '../../context'
import { findShown, lockShown, type Shown, setShown } from '../../store/preferences'
import { retellReceipts } from '../delivery/retell-receipts'

/** What somebody lets others know of them. */
export async function preferencesOf(app: App, { id }: Account): Promise<Preferences> {
  return toPreferences(await findShown(app.store, id))
}

/**
 * Changes what others learn of somebody, at once: what is withheld from now on is taken back from those who were told.
 * The person's other devices hear of it.
 * @returns all of it as it is then
 */
export async function changePreferences(
  app: App,
  person: Account,
  change: ChangePreferences,
): Promise<Preferences> {
  return app.store.transaction(async (tx) => {
    const before = toPreferences(await lockShown(tx, person.id))
    const { read_receipts = before.read_receipts, last_seen = before.last_seen } = change
    const now: Preferences = { read_receipts, last_seen }
    if (now.read_receipts === before.read_receipts && now.last_seen === before.last_seen) return before

    await setShown(tx, person.id, {
      shows_read: Number(now.read_receipts),
      shows_last_seen: Number(now.last_seen),
    })
    if (now.read_receipts !== before.read_receipts) await retellReceipts(app, tx, person)
    tx.afterCommit(() => {
      const accountId = person.id
      app.bus.publish({ kind: 'account_frame', accountId, frame: { type: 'preferences', data: now } })
      if (now.last_seen !== before.last_seen) app.bus.publish({ kind: 'last_seen_shown', accountId })
    })
    return now
  })
}

function toPreferences({ shows_read, shows_last_seen }: Shown): Preferences {
  return { read_receipts: shows_read === 1, last_seen: shows_last_seen === 1 }
}
