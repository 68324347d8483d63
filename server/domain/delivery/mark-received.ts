import type { ReceivedMarks } from '#protocol/receipts'
import type { Account, App } from '../../context'
import { advanceDelivered, deliveredMarksOf } from '../../store/marks'
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
  const roomIds = Object.keys(marks)
  if (roomIds.length === 0) return { marks: {} }

  return app.store.transaction(async (tx) => {
    const inForce: Record<string, number> = {}
    // Always in the order of ids, so that two devices of one person do not wait for each other.
    for (const before of await deliveredMarksOf(tx, receiver.id, roomIds)) {
      const { room_id, last_seq, delivered_seq } = before
      const seq = Math.min(marks[room_id] ?? 0, last_seq)
      inForce[room_id] = Math.max(seq, delivered_seq)
      if (seq <= delivered_seq) continue
      const advanced = await advanceDelivered(tx, { roomId: room_id, accountId: receiver.id, seq })
      if (advanced) await marksMoved(app, tx, receiver, { before, now: advanced })
    }
    return { marks: inForce }
  })
}
