import { limits } from '#protocol/limits'
import type { Policy } from '#protocol/policy'
import type { Account, App } from '../../context'
import { hasMoreMembers } from '../../store/marks'
import type { Transaction } from '../../store/store'
import { areEstranged } from '../contacts/require-contact'

interface Marks {
  room_id: string
  delivered_seq: number
  read_seq: number
}

/**
 * After the commit: the room hears how far this member has come, unless the room is too large for that. Who wants to
 * know it there asks.
 */
export async function tellReceipt(app: App, tx: Transaction, member: Account, marks: Marks): Promise<void> {
  const { room_id, delivered_seq } = marks
  if (await areEstranged(app, tx, room_id, member.id)) return
  if (await hasMoreMembers(tx, room_id, limits.receiptMembers)) return
  const read_seq = shownRead(app.policy, marks.read_seq)
  tx.afterCommit(() => {
    app.bus.publish({
      kind: 'room_frame',
      roomId: room_id,
      frame: { type: 'receipt', data: { room_id, user_id: member.id, delivered_seq, read_seq } },
    })
  })
}

/** A read mark as others may see it. */
export function shownRead(policy: Policy, readSeq: number): number | null {
  return policy['receipts.read'] ? readSeq : null
}
