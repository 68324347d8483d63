import type { StartCall } from '#protocol/calls'
import type { Account, App } from '../../context'
import { findAccount } from '../../store/accounts'
import { listMembers } from '../../store/members'
import { findRoom } from '../../store/rooms'
import { areEstranged } from '../contacts/require-contact'
import { DomainError, fieldProblem } from '../errors'
import { requireMember } from '../rooms/require-member'

/**
 * Whom a call is for, if this person may call them now: the other one of a direct room, or, where there are no direct
 * rooms and everyone meets in the lobby, somebody who is online. Guests neither call nor are called. All whom one
 * cannot call are the same nobody, so that nobody learns who is there or who has blocked them.
 * @throws DomainError `not_a_member`, `not_found`, `forbidden` for a guest, `policy_disabled`, or `invalid` for a room
 * that is not of two people
 */
export async function requireCallee(app: App, caller: Account, input: StartCall): Promise<Account> {
  const { room_id, user_id } = input
  if (room_id !== undefined) return peerOf(app, caller, room_id)
  return somebodyOnline(app, caller, user_id ?? '')
}

async function peerOf(app: App, caller: Account, roomId: string): Promise<Account> {
  await requireMember(app.store, roomId, caller.id)
  const room = await findRoom(app.store, roomId)
  if (!room) throw new DomainError('not_a_member')
  if (room.room_type !== 'direct') {
    throw fieldProblem('invalid', 'room_id', 'not_direct', 'Only two people can call each other.')
  }
  const peer = (await listMembers(app.store, roomId)).find(({ id }) => id !== caller.id)
  const isSilent = room.closed_at !== null || (await areEstranged(app, app.store, roomId, caller.id))
  if (!peer || isSilent) throw nobodyToCall()
  return { id: peer.id, username: peer.username }
}

async function somebodyOnline(app: App, caller: Account, userId: string): Promise<Account> {
  const { policy, store } = app
  if (policy['rooms.direct'] || !policy['rooms.lobby']) {
    throw new DomainError('policy_disabled', { detail: 'Call people from your direct room with them.' })
  }
  const me = await findAccount(store, caller.id)
  if (me?.kind !== 'person') {
    throw new DomainError('forbidden', { detail: 'This needs an account. Guests cannot call anybody.' })
  }
  const callee =
    userId === caller.id || !app.online.has(userId) ? undefined : await findAccount(store, userId)
  if (callee?.kind !== 'person' || callee.deleted_at !== null || callee.disabled_at !== null) {
    throw nobodyToCall()
  }
  return { id: callee.id, username: callee.username }
}

function nobodyToCall(): DomainError {
  return new DomainError('not_found', { detail: 'There is nobody here whom you could call now.' })
}
