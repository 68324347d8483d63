import type { User } from '#protocol/accounts'
import type { ServerFrame } from '#protocol/frames'
import type { ChangeProfile } from '#protocol/profiles'
import type { Account, App } from '../../context'
import { contactIds } from '../../store/contacts'
import { groupIdsOf, roomIdsOf } from '../../store/members'
import { setProfile } from '../../store/profiles'
import type { Transaction } from '../../store/store'
import { DomainError } from '../errors'

/**
 * Changes what somebody is called and the colour of their face. Their own devices, and whoever shares a room with them
 * or is their contact, hear of it once it is durable.
 * @throws DomainError `unauthenticated` when the account was deleted meanwhile
 */
export async function changeProfile(app: App, { id }: Account, input: ChangeProfile): Promise<User> {
  return app.store.transaction(async (tx) => {
    const { display_name, color } = input
    const user = await setProfile(tx, id, {
      ...(display_name !== undefined && { display_name }),
      ...(color !== undefined && { color }),
    })
    if (!user) throw new DomainError('unauthenticated')
    await tellChange(app, tx, user)
    return user
  })
}

/** Those who share several rooms hear it several times, which does no harm and needs nobody to be looked up. */
async function tellChange(app: App, tx: Transaction, user: User): Promise<void> {
  const isAmongContacts = app.policy.directory === 'contacts'
  const contacts = isAmongContacts ? await contactIds(tx, user.id) : []
  const roomIds = isAmongContacts ? await groupIdsOf(tx, user.id) : await roomIdsOf(tx, user.id)
  const frame: ServerFrame = { type: 'user_changed', data: user }
  tx.afterCommit(() => {
    for (const accountId of [user.id, ...contacts])
      app.bus.publish({ kind: 'account_frame', accountId, frame })
    for (const roomId of roomIds) app.bus.publish({ kind: 'room_frame', roomId, frame })
  })
}
