import type { User } from '#protocol/accounts'
import type { Contact } from '#protocol/contacts'
import type { App } from '../../context'
import type { Standing } from '../../store/contacts'
import type { Transaction } from '../../store/store'

/** After the commit: the devices of somebody hear how another stands to them now. */
export function tellStanding(app: App, tx: Transaction, accountId: string, contact: Contact): void {
  tx.afterCommit(() =>
    app.bus.publish({ kind: 'account_frame', accountId, frame: { type: 'contact', data: contact } }),
  )
}

export function toContact(
  { id, username, display_name, color }: User,
  { state, since }: Pick<Standing, 'state' | 'since'>,
): Contact {
  return { user: { id, username, display_name, color }, state, since: new Date(since).toISOString() }
}
