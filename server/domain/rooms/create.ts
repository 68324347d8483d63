import type { CreateRoom, Role, Room } from '#protocol/rooms'
import type { Account, App } from '../../context'
import { lockExistingAccounts } from '../../store/accounts'
import { insertMember } from '../../store/members'
import { findDirectRoomId, insertRoom, type NewRoom } from '../../store/rooms'
import type { Transaction } from '../../store/store'
import { requireContacts } from '../contacts/require-contact'
import { DomainError, fieldProblem } from '../errors'
import { appendEvent } from '../messages/append'
import { newId } from '../new-id'
import { requirePolicy } from '../require-policy'
import { directKey } from './direct-key'
import { listOpened } from './list-as'
import { tellAdded } from './tell'
import { viewRoom } from './view'

type NewDirectRoom = Extract<CreateRoom, { room_type: 'direct' }>
type NewGroupRoom = Extract<CreateRoom, { room_type: 'group' }>

/**
 * Opens the direct room of two people, or returns the one they have: there is one per pair, whoever starts it,
 * also when both start at once.
 * @throws DomainError `policy_disabled`, `rate_limited`, `not_a_contact`, or `invalid` for oneself or nobody
 */
export async function openDirectRoom(
  app: App,
  creator: Account,
  input: NewDirectRoom,
): Promise<{ room: Room; isNew: boolean }> {
  requirePolicy(app.policy, 'rooms.direct')
  const [peerId] = input.member_ids
  if (peerId === creator.id) {
    throw fieldProblem('invalid', 'member_ids.0', 'oneself', 'A direct room is for you and somebody else.')
  }
  const direct_key = directKey(creator.id, peerId)
  const isThere = (await findDirectRoomId(app.store, direct_key)) !== undefined
  if (!isThere) await app.requestLimits.take('create_room', creator.id)

  return app.store.transaction(async (tx) => {
    await requireContacts(app, tx, creator, [peerId])
    await requireAccounts(tx, creator, [peerId])
    const room = newRoom(creator, { room_type: 'direct', name: null, description: '', direct_key })
    if (!(await insertRoom(tx, room))) {
      const existing = await findDirectRoomId(tx, direct_key)
      if (existing === undefined) throw new Error('a direct room was refused as a duplicate and is not there')
      return { room: await listOpened(app, tx, creator, existing), isNew: false }
    }
    await insertMember(tx, newMember(room.id, creator.id, 'member'))
    await insertMember(tx, newMember(room.id, peerId, 'member'))
    await tellAdded(app, tx, room.id, [creator.id, peerId])
    return { room: await viewRoom(tx, creator.id, room.id), isNew: true }
  })
}

/**
 * Opens a group room owned by its creator, with everyone named in it from the start.
 * @throws DomainError `policy_disabled`, `rate_limited`, `not_a_contact`, or `invalid` when somebody named does not
 * exist
 */
export async function createGroup(app: App, creator: Account, input: NewGroupRoom): Promise<Room> {
  requirePolicy(app.policy, 'rooms.group')
  await app.requestLimits.take('create_room', creator.id)
  const others = [...new Set(input.member_ids)].filter((id) => id !== creator.id)

  return app.store.transaction(async (tx) => {
    await requireContacts(app, tx, creator, input.member_ids)
    await requireAccounts(tx, creator, input.member_ids)
    const { name, description } = input
    const room = newRoom(creator, { room_type: 'group', name, description, direct_key: null })
    await insertRoom(tx, room)
    await insertMember(tx, newMember(room.id, creator.id, 'owner'))
    for (const id of others) await insertMember(tx, newMember(room.id, id, 'member'))
    const locked = { ...room, closed_at: null, retention_days: null, kept_from: 0 }
    await appendEvent(app, tx, locked, { actor: creator, message_type: 'room_created', content: name })
    await tellAdded(app, tx, room.id, [creator.id, ...others])
    return viewRoom(tx, creator.id, room.id)
  })
}

/** Whoever is deleting their account at this moment is either in the new room before that, or not there any more. */
async function requireAccounts(tx: Transaction, creator: Account, ids: readonly string[]): Promise<void> {
  const existing = await lockExistingAccounts(tx, [creator.id, ...ids])
  if (!existing.has(creator.id)) throw new DomainError('unauthenticated')
  const missing = ids.findIndex((id) => !existing.has(id))
  if (missing >= 0) {
    throw fieldProblem('invalid', `member_ids.${missing}`, 'not_found', 'There is no such person.')
  }
}

type RoomKind = Pick<NewRoom, 'room_type' | 'name' | 'description' | 'direct_key'>

function newRoom(creator: Account, kind: RoomKind) {
  const now = Date.now()
  return { ...kind, id: newId(), created_by: creator.id, created_at: now, last_activity_at: now, last_seq: 0 }
}

function newMember(room_id: string, account_id: string, role: Role) {
  return { room_id, account_id, role, joined_at: Date.now(), delivered_seq: 0, read_seq: 0 }
}
