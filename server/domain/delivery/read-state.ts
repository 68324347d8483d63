import type { ReadState } from '#protocol/rooms'
import type { App } from '../../context'
import type { Reads, Transaction } from '../../store/store'
import { unreadState } from '../../store/unread'
import { DomainError } from '../errors'

/**
 * How far a member has read a room and what is left.
 * @throws DomainError `not_a_member`
 */
export async function readStateOf(reads: Reads, roomId: string, accountId: string): Promise<ReadState> {
  const state = await unreadState(reads, roomId, accountId)
  if (!state) throw new DomainError('not_a_member')
  return { room_id: roomId, ...state }
}

/** After the commit: all devices of a person hear how far they have read. Nobody else does. */
export function tellReadState(app: App, tx: Transaction, accountId: string, data: ReadState): void {
  tx.afterCommit(() => app.bus.publish({ kind: 'account_frame', accountId, frame: { type: 'read', data } }))
}
