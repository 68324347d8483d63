import type { Role } from '#protocol/rooms'
import { findMember, type Member } from '../../store/members'
import { type LockedRoom, lockRoom } from '../../store/rooms'
import type { Reads, Transaction } from '../../store/store'
import { DomainError } from '../errors'

/**
 * A room that does not exist and one that somebody may not see give the same answer, so nothing leaks.
 * @throws DomainError `not_a_member`
 */
export async function requireMember(reads: Reads, roomId: string, accountId: string): Promise<Member> {
  const member = await findMember(reads, roomId, accountId)
  if (!member) throw new DomainError('not_a_member')
  return member
}

/**
 * Reads what only members of a room may see. Membership is looked at before, so that nothing is done for others, and
 * again after: who was removed meanwhile is not handed what was written then.
 * @throws DomainError `not_a_member`
 */
export async function readAsMember<Result>(
  reads: Reads,
  roomId: string,
  accountId: string,
  read: () => Promise<Result>,
): Promise<Result> {
  await requireMember(reads, roomId, accountId)
  const result = await read()
  await requireMember(reads, roomId, accountId)
  return result
}

/**
 * Locks the room and then looks at the membership, in this order: a removal that is committed meanwhile is
 * seen, so nobody writes into a log after they were removed.
 * @throws DomainError `not_a_member`
 */
export async function lockRoomAsMember(
  tx: Transaction,
  roomId: string,
  accountId: string,
): Promise<{ room: LockedRoom; member: Member }> {
  const room = await lockRoom(tx, roomId)
  if (!room) throw new DomainError('not_a_member')
  return { room, member: await requireMember(tx, roomId, accountId) }
}

/**
 * The same for a change to a group that only some roles may make.
 * @throws DomainError `not_a_member`, or `forbidden` for a room that is no group or a role too low
 */
export async function lockGroupAs(
  tx: Transaction,
  roomId: string,
  accountId: string,
  roles: readonly Role[],
): Promise<{ room: LockedRoom; member: Member }> {
  const locked = await lockRoomAsMember(tx, roomId, accountId)
  if (locked.room.room_type !== 'group') {
    throw new DomainError('forbidden', { detail: 'This can only be done in a group room.' })
  }
  if (!roles.includes(locked.member.role)) {
    throw new DomainError('forbidden', {
      detail: `Only the ${roles.join(' or an ')} of the room may do this.`,
    })
  }
  return locked
}
