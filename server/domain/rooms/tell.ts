import type { App } from '../../context'
import type { Transaction } from '../../store/store'
import { viewRoom } from './view'

/**
 * After the commit: the devices of new members begin to receive the room, and each is told what it is. A
 * direct room with nothing in it is only shown to the one who opened it, the first named.
 */
export async function tellAdded(
  app: App,
  tx: Transaction,
  roomId: string,
  accountIds: readonly string[],
): Promise<void> {
  for (const [position, accountId] of accountIds.entries()) {
    const room = await viewRoom(tx, accountId, roomId)
    const isShown = room.room_type !== 'direct' || room.last_seq > 0 || position === 0
    tx.afterCommit(() => {
      app.bus.publish({ kind: 'joined', roomId, accountId })
      if (isShown) app.bus.publish({ kind: 'account_frame', accountId, frame: { type: 'room', data: room } })
    })
  }
}

/** After the commit: the devices of a former member stop receiving the room, and are told that it is gone. */
export function tellRemoved(app: App, tx: Transaction, roomId: string, accountId: string): void {
  tx.afterCommit(() => {
    app.bus.publish({ kind: 'left', roomId, accountId })
    app.bus.publish({
      kind: 'account_frame',
      accountId,
      frame: { type: 'room_removed', data: { room_id: roomId } },
    })
  })
}
