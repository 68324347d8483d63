import type { ReceivedMarks } from '#protocol/receipts'
import type { Account, App } from '../../context'
import { advanceDelivered, findMarks } from '../../store/marks'
import { marksMoved } from './marks-moved'

/**
 * Notes what has arrived on a device. Marks only move forward and never past a room's newest entry; rooms the person
 * is not in are passed over.
 * @returns the marks that are now in force
 */
export async function markReceived(
  app: App,
  receiver: Account,
  { marks }: ReceivedMarks,
): Promise<ReceivedMarks> {
  // Always in the order of ids, so that two devices of one person do not wait for each other.
  const inOrder = Object.entries(marks).sort(([one], [other]) => (one < other ? -1 : 1))
  if (inOrder.length === 0) return { marks: {} }

  return app.store.transaction(async (tx) => {
    const inForce: Record<string, number> = {}
    for (const [roomId, received] of inOrder) {
      const before = await findMarks(tx, roomId, receiver.id)
      if (!before) continue
      const seq = Math.min(received, before.last_seq)
      inForce[roomId] = Math.max(seq, before.delivered_seq)
      if (seq <= before.delivered_seq) continue
      const advanced = await advanceDelivered(tx, { roomId, accountId: receiver.id, seq })
      if (advanced) await marksMoved(app, tx, receiver, { before, now: advanced })
    }
    return { marks: inForce }
  })
}
