import type { Account, App } from '../../context'
import { insertAccount } from '../../store/accounts'
import { deleteAllMembers, findLobbyId, idsOutside, lobbyKey } from '../../store/lobby'
import { insertMember } from '../../store/members'
import { insertRoom, lockRoom } from '../../store/rooms'
import type { Transaction } from '../../store/store'
import { DomainError } from '../errors'
import { newId } from '../new-id'
import { requirePolicy } from '../require-policy'
import { tellAdded } from './tell'

/**
 * At every start: where the policy says so, there is one public room, and everyone with an account is in it. Where it
 * says so no more, nobody is, and what was written there is kept.
 */
export async function settleLobby(app: App): Promise<void> {
  await app.store.transaction(async (tx) => {
    const id = await findLobbyId(tx)
    if (!app.policy['rooms.lobby']) return id === undefined ? undefined : deleteAllMembers(tx, id)
    const lobbyId = id ?? (await openLobby(tx))
    for (const accountId of await idsOutside(tx, lobbyId)) await join(tx, lobbyId, accountId)
  })
}

/** Puts a new account into the lobby, if there is one. What is in it already counts as read. */
export async function joinLobby(app: App, tx: Transaction, { id }: Pick<Account, 'id'>): Promise<void> {
  const lobbyId = app.policy['rooms.lobby'] ? await findLobbyId(tx) : undefined
  if (lobbyId === undefined) return
  if (await join(tx, lobbyId, id)) await tellAdded(app, tx, lobbyId, [id])
}

/**
 * The id of the public room.
 * @throws DomainError `policy_disabled` where there is none
 */
export async function lobbyId(app: App): Promise<string> {
  requirePolicy(app.policy, 'rooms.lobby')
  const id = await findLobbyId(app.store)
  if (id === undefined) throw new DomainError('policy_disabled')
  return id
}

/** Nobody's name is written into the log: in a public room people come by all the time. */
async function join(tx: Transaction, lobbyId: string, accountId: string): Promise<boolean> {
  const room = await lockRoom(tx, lobbyId)
  const seq = room?.last_seq ?? 0
  return insertMember(tx, {
    room_id: lobbyId,
    account_id: accountId,
    role: 'member',
    joined_at: Date.now(),
    delivered_seq: seq,
    read_seq: seq,
  })
}

/** The lobby belongs to an account that nobody can sign in to. Of nodes that start at once, one opens it. */
async function openLobby(tx: Transaction): Promise<string> {
  const now = Date.now()
  const owner = newId()
  // The space keeps the name apart from any that a person can choose.
  const account = { id: owner, username: 'Natter server', email: null, passwordHash: null, createdAt: now }
  await insertAccount(tx, { ...account, kind: 'system' })
  const room = {
    id: newId(),
    room_type: 'lobby',
    name: 'Lobby',
    description: '',
    direct_key: lobbyKey,
  } as const
  const times = { created_at: now, last_activity_at: now, last_seq: 0 }
  await insertRoom(tx, { ...room, created_by: owner, ...times })
  return (await findLobbyId(tx)) ?? room.id
}
