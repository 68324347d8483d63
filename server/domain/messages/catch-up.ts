import type { SyncPage } from '#protocol/frames'
import { limits } from '#protocol/limits'
import type { Account, App } from '../../context'
import { messagesAfter } from '../../store/messages'
import { headOf } from '../../store/rooms'
import { readAsMember } from '../rooms/require-member'

/**
 * The entries of a room's log after a number, at most 100 of them. `head` above `to` means there are more;
 * `head` below `after` that the reader's copy is not of this log.
 * @throws DomainError `not_a_member`
 */
export async function catchUp(app: App, reader: Account, roomId: string, after: number): Promise<SyncPage> {
  return readAsMember(app.store, roomId, reader.id, async () => {
    const head = await headOf(app.store, roomId)
    const messages = await messagesAfter(app.store, roomId, after, limits.syncPage)
    const to = messages.at(-1)?.seq ?? Math.min(after, head)
    return { room_id: roomId, after, to, head: Math.max(head, to), messages }
  })
}
