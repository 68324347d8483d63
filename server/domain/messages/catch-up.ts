import type { SyncPage } from '#protocol/frames'
import { limits } from '#protocol/limits'
import type { Account, App } from '../../context'
import { messagesChangedAfter } from '../../store/messages'
import { headOf } from '../../store/rooms'
import { readAsMember } from '../rooms/require-member'

/**
 * The entries of a room's log that were born or changed after a number, at most 100 of them. A page that is not full
 * reaches to the head: what is missing in it are numbers of changes that later ones replaced. `head` above `to` means there are more;
 * `head` below `after` that the reader's copy is not of this log.
 * @throws DomainError `not_a_member`
 */
export async function catchUp(app: App, reader: Account, roomId: string, after: number): Promise<SyncPage> {
  return readAsMember(app.store, roomId, reader.id, async () => {
    const head = await headOf(app.store, roomId)
    const messages = await messagesChangedAfter(app.store, roomId, after, limits.syncPage)
    const last = messages.at(-1)?.changed_seq ?? 0
    const to = messages.length < limits.syncPage ? Math.max(head, last) : last
    return { room_id: roomId, after, to, head: Math.max(head, to), messages }
  })
}
