import { randomInt } from 'node:crypto'
import { guestName } from '#protocol/profiles'
import type { Account, App } from '../../context'
import { foldName, insertAccount } from '../../store/accounts'
import { deleteAccount, idleGuestIds, standsInLog, turnIntoPerson } from '../../store/guests'
import { findLobbyId } from '../../store/lobby'
import { deleteMember } from '../../store/members'
import type { Transaction } from '../../store/store'
import { note } from '../audit/note'
import { DomainError } from '../errors'
import { newId } from '../new-id'
import { requirePolicy } from '../require-policy'
import { joinLobby } from '../rooms/lobby'
import { tellRemoved } from '../rooms/tell'
import { requireFreeUsername, takenProblem } from './create'

const sweptAtOnce = 100
/** One who has only just come may have no session yet. */
const justComeMs = 60 * 60 * 1000

/**
 * Opens an account for somebody who looks around. They are in the lobby and can be in no other room. Guests whose
 * sessions have run out make room for them.
 * @throws DomainError `policy_disabled`
 */
export async function createGuest(app: App): Promise<Account> {
  requirePolicy(app.policy, 'guests.lobby')
  requirePolicy(app.policy, 'rooms.lobby')
  return app.store.transaction(async (tx) => {
    await sweepGuests(app, tx)
    const guest = await insertGuest(tx)
    await joinLobby(app, tx, guest)
    app.log.info({ event: 'guest_created', account_id: guest.id })
    return guest
  })
}

async function insertGuest(tx: Transaction): Promise<Account> {
  for (const digits of [4, 4, 4, 6, 9]) {
    const guest = { id: newId(), username: guestName(randomInt(10 ** (digits - 1), 10 ** digits)) }
    const account = {
      ...guest,
      email: null,
      passwordHash: null,
      createdAt: Date.now(),
      kind: 'guest',
    } as const
    if (await insertAccount(tx, account)) return guest
  }
  throw new DomainError('unavailable')
}

/** What a guest wrote and reacted to stays; one who did neither leaves nothing behind. */
async function sweepGuests(app: App, tx: Transaction): Promise<void> {
  const lobbyId = await findLobbyId(tx)
  const now = Date.now()
  for (const id of await idleGuestIds(tx, { now, before: now - justComeMs, limit: sweptAtOnce })) {
    if (lobbyId !== undefined) {
      await deleteMember(tx, lobbyId, id)
      tellRemoved(app, tx, lobbyId, id)
    }
    if (!(await standsInLog(tx, id))) await deleteAccount(tx, id)
  }
}

/**
 * Makes a guest's account that of a person, who keeps its id and so what they wrote.
 * @throws DomainError `taken`, naming the field, or `forbidden` for who is no guest
 */
export async function claimGuest(
  app: App,
  tx: Transaction,
  guest: Account,
  input: {
    username: string
    email: string | null
    isEmailProven: boolean
    passwordHash: string
    address: string
  },
): Promise<Account & { createdAt: number }> {
  const { username, email, isEmailProven } = input
  await requireFreeUsername(app, tx, username)
  // The names are taken as by anybody who registers, so that of two at once one gets them, and then handed over.
  const draft = { id: newId(), createdAt: Date.now(), ...input }
  if (!(await insertAccount(tx, draft))) throw await takenProblem(tx, input)
  await deleteAccount(tx, draft.id)
  const isGuest = await turnIntoPerson(tx, guest.id, {
    username,
    username_key: foldName(username),
    email,
    email_key: email !== null && isEmailProven ? foldName(email) : null,
    password_hash: input.passwordHash,
    created_at: draft.createdAt,
  })
  if (!isGuest) throw new DomainError('forbidden', { detail: 'You have an account already.' })
  await note(tx, { event: 'account_created', account_id: guest.id, address: input.address })
  return { id: guest.id, username, createdAt: draft.createdAt }
}
