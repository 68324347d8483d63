import type { ReadState } from '#protocol/rooms'
import type { Account, App } from '../../context'
import { setUnreadAfter } from '../../store/marks'
import { requireMember } from '../rooms/require-member'
import { readStateOf, tellReadState } from './read-state'

/**
 * Lets a room count as unread from an entry on, until it is read again, and tells the person's other devices. How far
 * they have read stays as it is, and nobody else learns of it.
 * @throws DomainError `not_a_member`
 */
export async function markUnread(app: App, reader: Account, roomId: string, seq: number): Promise<ReadState> {
  return app.store.transaction(async (tx) => {
    await requireMember(tx, roomId, reader.id)
    const isChanged = await setUnreadAfter(tx, { roomId, accountId: reader.id, seq: seq - 1 })
    const state = await readStateOf(tx, roomId, reader.id)
    if (isChanged) tellReadState(app, tx, reader.id, state)
    return state
  })
}
