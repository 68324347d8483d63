import type { Room } from '#protocol/rooms'
import type { App } from '../../context'
import type { Transaction } from '../../store/store'
import { isListed, viewRoom } from './view'

/** After the commit: the devices of new members begin to receive the room, and those who have it in their list see it. */
export async function tellAdded(
  app: App,
  tx: Transaction,
  roomId: string,
  accountIds: readonly string[],
): Promise<void> {
  for (const accountId of accountIds) {
    const room = await viewRoom(tx, accountId, roomId)
    tx.afterCommit(() => app.bus.publish({ kind: 'joined', roomId, accountId }))
    if (isListed(room, accountId)) tellListed(app, tx, accountId, room)
  }
}

/** After the commit: the devices of somebody show a room in the list. */
export function tellListed(app: App, tx: Transaction, accountId: string, room: Room): void {
  tx.afterCommit(() => {
    app.bus.publish({ kind: 'account_frame', accountId, frame: { type: 'room', data: room } })
  })
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
