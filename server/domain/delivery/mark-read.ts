import type { ReadState } from '#protocol/rooms'
import type { Account, App } from '../../context'
import { advanceRead } from '../../store/marks'
import { headOf } from '../../store/rooms'
import { requireMember } from '../rooms/require-member'
import { marksMoved } from './marks-moved'
import { readStateOf, tellReadState } from './read-state'

/**
 * Notes how far somebody has read a room and tells their other devices, and the room. The mark only moves forward
 * and never past the newest entry. What was read counts as received, and what was marked as unread before is not so
 * any more.
 * @throws DomainError `not_a_member`
 */
export async function markRead(app: App, reader: Account, roomId: string, seq: number): Promise<ReadState> {
  return app.store.transaction(async (tx) => {
    const before = await requireMember(tx, roomId, reader.id)
    const to = Math.min(seq, await headOf(tx, roomId))
    const advanced = await advanceRead(tx, { roomId, accountId: reader.id, seq: to })
    const state = await readStateOf(tx, roomId, reader.id)
    if (!advanced) return state

    tellReadState(app, tx, reader.id, state)
    await marksMoved(app, tx, reader, { before, now: advanced })
    return state
  })
}
