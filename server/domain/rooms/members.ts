import type { Role, Room } from '#protocol/rooms'
import type { Account, App } from '../../context'
import { findAccount, lockExistingAccounts } from '../../store/accounts'
import { deleteMember, findMember, insertMember, memberIds, setRole } from '../../store/members'
import type { Transaction } from '../../store/store'
import { note } from '../audit/note'
import { requireContacts } from '../contacts/require-contact'
import { DomainError, fieldProblem } from '../errors'
import { appendEvent } from '../messages/append'
import { removeRoom } from './change'
import { lockGroupAs } from './require-member'
import { tellAdded, tellRemoved } from './tell'
import { viewRoom } from './view'

const everyRole = ['owner', 'admin', 'member'] as const

/**
 * Adds somebody to a group. They see the whole log; what is in it already counts as read.
 * @throws DomainError `not_a_member`, `forbidden`, `not_a_contact`, `invalid` for nobody, `conflict` for a member
 */
export async function addMember(app: App, actor: Account, roomId: string, userId: string): Promise<Room> {
  return app.store.transaction(async (tx) => {
    // People before rooms, as everywhere: who deletes their account holds it and waits for their rooms.
    const [isThere] = await lockExistingAccounts(tx, [userId])
    const { room } = await lockGroupAs(tx, roomId, actor.id, ['owner', 'admin'])
    await requireContacts(app, tx, actor, [userId])
    const account = isThere && (await findAccount(tx, userId))
    if (!account) {
      throw fieldProblem('invalid', 'user_id', 'not_found', 'There is no such person.')
    }
    const { id, username } = account
    const added = await insertMember(tx, {
      room_id: roomId,
      account_id: id,
      role: 'member',
      joined_at: Date.now(),
      delivered_seq: room.last_seq,
      read_seq: room.last_seq,
    })
    if (!added) throw new DomainError('conflict', { detail: `${username} is in this room already.` })
    await appendEvent(app, tx, room, { actor, message_type: 'member_added', subject: { id, username } })
    await noteMember(tx, 'member_added', actor, { room_id: roomId, user_id: id })
    await tellAdded(app, tx, roomId, [id])
    return viewRoom(tx, actor.id, roomId)
  })
}

/**
 * Takes somebody out of a group, or leaves it when they are oneself. Owners remove anyone, admins only
 * members. An owner leaves last, which deletes the room, or hands it over first.
 * @throws DomainError `not_a_member`, `forbidden`, `not_found`, `conflict` for an owner with others left
 */
export async function removeMember(app: App, actor: Account, roomId: string, userId: string): Promise<void> {
  await app.store.transaction(async (tx) => {
    if (userId === actor.id) return leave(app, tx, actor, roomId)
    const { room, member } = await lockGroupAs(tx, roomId, actor.id, ['owner', 'admin'])
    const other = await requireOther(tx, roomId, userId)
    if (member.role === 'admin' && other.role !== 'member') {
      throw new DomainError('forbidden', { detail: 'An admin can remove members only.' })
    }
    await appendEvent(app, tx, room, { actor, message_type: 'member_removed', subject: other.user })
    await deleteMember(tx, roomId, userId)
    await noteMember(tx, 'member_removed', actor, { room_id: roomId, user_id: userId })
    tellRemoved(app, tx, roomId, userId)
  })
}

async function leave(app: App, tx: Transaction, actor: Account, roomId: string): Promise<void> {
  const { room, member } = await lockGroupAs(tx, roomId, actor.id, everyRole)
  if (member.role === 'owner') {
    const members = await memberIds(tx, roomId)
    if (members.length === 1) return removeRoom(app, tx, actor, room)
    throw new DomainError('conflict', { detail: 'Hand the room over before you leave it, or delete it.' })
  }
  await appendEvent(app, tx, room, { actor, message_type: 'member_left' })
  await deleteMember(tx, roomId, actor.id)
  await noteMember(tx, 'member_removed', actor, { room_id: roomId, user_id: actor.id })
  tellRemoved(app, tx, roomId, actor.id)
}

/**
 * Gives a member another role. Giving `owner` hands the room over: who does it becomes an admin.
 * @throws DomainError `not_a_member`, `forbidden`, `not_found`
 */
export async function changeRole(
  app: App,
  actor: Account,
  roomId: string,
  { userId, role }: { userId: string; role: Role },
): Promise<Room> {
  return app.store.transaction(async (tx) => {
    const { room } = await lockGroupAs(tx, roomId, actor.id, ['owner'])
    if (userId === actor.id) {
      throw new DomainError('forbidden', { detail: 'Hand the room over to change your own role.' })
    }
    const other = await requireOther(tx, roomId, userId)
    if (other.role === role) return viewRoom(tx, actor.id, roomId)
    await setRole(tx, roomId, userId, role)
    await noteMember(tx, 'member_role_changed', actor, { room_id: roomId, user_id: userId, role })
    const message_type = 'role_changed'
    const current = await appendEvent(app, tx, room, {
      actor,
      message_type,
      content: role,
      subject: other.user,
    })
    if (role === 'owner') {
      await setRole(tx, roomId, actor.id, 'admin')
      const subject = { id: actor.id, username: actor.username }
      await appendEvent(app, tx, current, { actor, message_type, content: 'admin', subject })
    }
    return viewRoom(tx, actor.id, roomId)
  })
}

/** Who asked comes from a request or a socket, whose address nobody knows here. */
function noteMember(
  tx: Transaction,
  event: 'member_added' | 'member_removed' | 'member_role_changed',
  actor: Account,
  details: Record<string, string>,
): Promise<void> {
  return note(tx, { event, account_id: actor.id, address: null, details })
}

/** @throws DomainError `not_found`: whoever asks may see the room, so this leaks nothing */
async function requireOther(tx: Transaction, roomId: string, userId: string) {
  const account = await findAccount(tx, userId)
  const member = await findMember(tx, roomId, userId)
  if (!account || !member) throw new DomainError('not_found', { detail: 'This person is not in the room.' })
  return { role: member.role, user: { id: account.id, username: account.username } }
}
