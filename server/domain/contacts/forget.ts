import type { Account, App } from '../../context'
import { deleteInvitesOf } from '../../store/contact-invites'
import { deleteStandingsOf } from '../../store/contacts'
import type { Transaction } from '../../store/store'
import { tellStanding, toContact } from './tell'

/** Takes somebody whose account is deleted off everybody's list; `ghost` has the name that is left of them. */
export async function forgetContacts(app: App, tx: Transaction, ghost: Account): Promise<void> {
  await deleteInvitesOf(tx, ghost.id)
  const nobody = toContact(
    { ...ghost, display_name: null, color: null },
    { state: 'none', since: Date.now() },
  )
  for (const accountId of await deleteStandingsOf(tx, ghost.id)) {
    tellStanding(app, tx, accountId, nobody)
    tx.afterCommit(() => app.bus.publish({ kind: 'contacts_parted', accountIds: [ghost.id, accountId] }))
  }
}
