import type { Account, App } from '../../context'
import { deleteMember, findMember, findSuccessor, setRole } from '../../store/members'
import { closeRoom, type LockedRoom, lockRoom } from '../../store/rooms'
import type { Transaction } from '../../store/store'
import { appendEvent } from '../messages/append'
import { removeRoom } from './change'
import { tellRemoved } from './tell'

/**
 * Takes somebody out of a room because their account is deleted; `ghost` has the name that is left of them. Everyone
 * in it hears of that by an entry of its log, and by that no longer shows the name they had.
 */
export async function departForGood(
  app: App,
  tx: Transaction,
  ghost: Account,
  roomId: string,
): Promise<void> {
  const room = await lockRoom(tx, roomId)
  const member = room && (await findMember(tx, roomId, ghost.id))
  if (!room || !member) return
  if (room.room_type === 'direct') return closeDirect(app, tx, ghost, room)
  const current = member.role === 'owner' ? await handOver(app, tx, ghost, room) : room
  if (!current) return removeRoom(app, tx, ghost, room)
  await appendEvent(app, tx, current, { actor: ghost, message_type: 'account_deleted' })
  await deleteMember(tx, roomId, ghost.id)
  tellRemoved(app, tx, roomId, ghost.id)
}

/** The other one keeps what was said. Where nothing was, there is nothing to keep. */
async function closeDirect(app: App, tx: Transaction, ghost: Account, room: LockedRoom): Promise<void> {
  if (room.last_seq === 0) return removeRoom(app, tx, ghost, room)
  await appendEvent(app, tx, room, { actor: ghost, message_type: 'account_deleted' })
  await closeRoom(tx, room.id, Date.now())
  tx.afterCommit(() => app.bus.publish({ kind: 'left', roomId: room.id, accountId: ghost.id }))
}

/**
 * Makes the admin who has been here longest the owner, or else the member who has. Null when there is nobody left.
 * @returns the locked room as it is then
 */
async function handOver(
  app: App,
  tx: Transaction,
  ghost: Account,
  room: LockedRoom,
): Promise<LockedRoom | null> {
  const successor = await findSuccessor(tx, room.id, ghost.id)
  if (!successor) return null
  await setRole(tx, room.id, successor.id, 'owner')
  return appendEvent(app, tx, room, {
    actor: ghost,
    message_type: 'role_changed',
    content: 'owner',
    subject: successor,
  })
}
