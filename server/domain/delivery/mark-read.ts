import type { ReadState } from '#protocol/rooms'
import type { Account, App } from '../../context'
import { advanceRead } from '../../store/marks'
import { countUnread } from '../../store/messages'
import { headOf } from '../../store/rooms'
import { requireMember } from '../rooms/require-member'
import { tellReceipt } from './tell-receipt'

/**
 * Notes how far somebody has read a room and tells their other devices, and the room. The mark only moves forward
 * and never past the newest entry. What was read counts as received.
 * @throws DomainError `not_a_member`
 */
export async function markRead(app: App, reader: Account, roomId: string, seq: number): Promise<ReadState> {
  return app.store.transaction(async (tx) => {
    const before = await requireMember(tx, roomId, reader.id)
    const to = Math.min(seq, await headOf(tx, roomId))
    const advanced = await advanceRead(tx, { roomId, accountId: reader.id, seq: to })
    const { read_seq } = advanced ?? (await requireMember(tx, roomId, reader.id))
    const unread_count = await countUnread(tx, roomId, reader.id, read_seq)
    const state: ReadState = { room_id: roomId, read_seq, unread_count }
    if (!advanced) return state

    tx.afterCommit(() => {
      app.bus.publish({ kind: 'account_frame', accountId: reader.id, frame: { type: 'read', data: state } })
    })
    // Where read marks are not shown, a receipt at this moment would show one.
    const isNews = app.policy['receipts.read'] || advanced.delivered_seq > before.delivered_seq
    if (isNews) await tellReceipt(app, tx, reader, advanced)
    return state
  })
}
