import type { Message } from '#protocol/messages'
import type { App } from '../../context'
import { countChange } from '../../store/rooms'
import type { Transaction } from '../../store/store'

/** Names a message by its room and its id. */
export interface Place {
  room_id: string
  message_id: string
}

/**
 * Moves the room's counter to the number this change of a message took, and tells the room of it once it is durable. The
 * room must be locked by this transaction.
 */
export async function announceChange(
  app: App,
  tx: Transaction,
  changed: Message,
  now: number,
): Promise<void> {
  await countChange(tx, changed.room_id, changed.changed_seq, now)
  tx.afterCommit(() => {
    app.bus.publish({
      kind: 'room_frame',
      roomId: changed.room_id,
      frame: { type: 'message_changed', data: changed },
    })
  })
}
