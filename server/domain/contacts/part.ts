import type { App } from '../../context'
import { findDirectRoomId, lockRoom } from '../../store/rooms'
import type { Transaction } from '../../store/store'
import { directKey } from '../rooms/direct-key'
import { change, type NewStanding, type Pair } from './pair'

/**
 * Lets somebody be nothing more to me than the state says, and me nothing to them if we were contacts. A request of
 * mine that waits with them is taken back only if I block them.
 */
export async function part(
  app: App,
  tx: Transaction,
  pair: Pair,
  now: Required<NewStanding> & { state: 'none' | 'blocked' },
): Promise<void> {
  const { me, other, mine, theirs } = pair
  if (mine.state === 'contact') await lockDirectRoom(tx, pair)
  await change(app, tx, { who: me, whom: other, standing: mine }, now)
  const isTakenBack = theirs.state === 'requested' && now.state === 'blocked'
  if (theirs.state === 'contact' || isTakenBack) {
    await change(app, tx, { who: other, whom: me, standing: theirs }, { state: 'none' })
  }
  if (mine.state !== 'contact') return
  tx.afterCommit(() => app.bus.publish({ kind: 'contacts_parted', accountIds: [me.id, other.id] }))
}

/** Whoever writes there holds this lock: nothing is written after the parting that began before it. */
async function lockDirectRoom(tx: Transaction, { me, other }: Pair): Promise<void> {
  const roomId = await findDirectRoomId(tx, directKey(me.id, other.id))
  if (roomId !== undefined) await lockRoom(tx, roomId)
}
