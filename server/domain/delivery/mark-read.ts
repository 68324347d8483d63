import type { ReadState } from '#protocol/rooms'
import type { Account, App } from '../../context'
import { advanceReadMark } from '../../store/members'
import { countUnread } from '../../store/messages'
import { headOf } from '../../store/rooms'
import { requireMember } from '../rooms/require-member'

/**
 * Notes how far somebody has read a room and tells their other devices. The mark only moves forward and
 * never past the newest entry.
 * @throws DomainError `not_a_member`
 */
export async function markRead(app: App, reader: Account, roomId: string, seq: number): Promise<ReadState> {
  return app.store.transaction(async (tx) => {
    const before = await requireMember(tx, roomId, reader.id)
    await advanceReadMark(tx, roomId, reader.id, Math.min(seq, await headOf(tx, roomId)))
    const { read_seq } = await requireMember(tx, roomId, reader.id)
    const unread_count = await countUnread(tx, roomId, reader.id, read_seq)
    const state: ReadState = { room_id: roomId, read_seq, unread_count }
    if (read_seq > before.read_seq) {
      tx.afterCommit(() => {
        app.bus.publish({ kind: 'account_frame', accountId: reader.id, frame: { type: 'read', data: state } })
      })
    }
    return state
  })
}
