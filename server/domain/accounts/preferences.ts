import type { ChangePreferences, Preferences } from '#protocol/preferences'
import type { Account, App } from '../../context'
import { type Chosen, findChosen, lockChosen, setChosen } from '../../store/preferences'
import { retellReceipts } from '../delivery/retell-receipts'

/** What somebody lets others know of them, and how they are written to. */
export async function preferencesOf(app: App, { id }: Account): Promise<Preferences> {
  return toPreferences(await findChosen(app.store, id))
}

/**
 * Changes what somebody has chosen. What others learn of them changes at once: what is withheld from now on is taken
 * back from those who were told.
 * The person's other devices hear of it.
 * @returns all of it as it is then
 */
export async function changePreferences(
  app: App,
  person: Account,
  change: ChangePreferences,
): Promise<Preferences> {
  return app.store.transaction(async (tx) => {
    const before = toPreferences(await lockChosen(tx, person.id))
    const {
      read_receipts = before.read_receipts,
      last_seen = before.last_seen,
      language = before.language,
    } = change
    const now: Preferences = { read_receipts, last_seen, language }
    const isSame =
      read_receipts === before.read_receipts && last_seen === before.last_seen && language === before.language
    if (isSame) return before

    await setChosen(tx, person.id, {
      shows_read: Number(read_receipts),
      shows_last_seen: Number(last_seen),
      language,
    })
    if (read_receipts !== before.read_receipts) await retellReceipts(app, tx, person)
    tx.afterCommit(() => {
      const accountId = person.id
      app.bus.publish({ kind: 'account_frame', accountId, frame: { type: 'preferences', data: now } })
      if (last_seen !== before.last_seen) app.bus.publish({ kind: 'last_seen_shown', accountId })
    })
    return now
  })
}

function toPreferences({ shows_read, shows_last_seen, language }: Chosen): Preferences {
  return { read_receipts: shows_read === 1, last_seen: shows_last_seen === 1, language }
}
