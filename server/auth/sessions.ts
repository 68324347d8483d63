import type { Me } from '#protocol/accounts'
import type { Language } from '#protocol/languages'
import type { Account, App, Principal } from '../context'
import { endSessionsBut } from '../domain/accounts/end-sessions'
import { note } from '../domain/audit/note'
import { DomainError } from '../domain/errors'
import { newId } from '../domain/new-id'
import {
  confirmGeneration,
  deleteSession,
  findLiveSession,
  insertSession,
  type LiveSession,
  listSessions,
} from '../store/sessions'
import { readAccessToken, signAccessToken } from './access-token'
import { newDeviceId, noteSignIn } from './new-device'
import { hashRefreshToken, makeRefreshToken } from './refresh-token'

/** Where a request came from, as people see it in their list of sessions. */
export interface Device {
  name: string
  address: string
  /** What it asks to be answered in. */
  language: Language
  /** What a browser keeps to be recognised by, null while it has nothing. Other programs have none. */
  browserId?: string | null
}

export interface Tokens {
  access: string
  refresh: string
  sessionId: string
  me: Me
  /** What this browser is recognised by from now on; at sign-in only. */
  deviceId?: string
}

const dayMs = 24 * 60 * 60 * 1000

/** A session ends when it has not been used for as many days as the policy says. */
export function sessionExpiry(app: App, now: number): number {
  return now + app.policy['sessions.days'] * dayMs
}

/** Signs somebody in on a device. Who they are must have been proven. */
export async function startSession(app: App, account: Account, device: Device): Promise<Tokens> {
  const id = newId()
  const now = Date.now()
  const refresh = makeRefreshToken(app.keys.refreshToken, { sessionId: id, generation: 0 })
  const deviceId = device.browserId === undefined ? null : (device.browserId ?? newDeviceId())
  await app.store.transaction(async (tx) => {
    await insertSession(tx, {
      id,
      account_id: account.id,
      refresh_hash: hashRefreshToken(refresh),
      generation: 0,
      rotated_at: now,
      device: device.name,
      address: device.address,
      created_at: now,
      last_used_at: now,
      expires_at: sessionExpiry(app, now),
      proven_at: now,
    })
    const { address } = device
    await note(tx, { event: 'login', account_id: account.id, address, details: { session_id: id } })
    await noteSignIn(app, tx, account.id, { deviceId, device })
  })
  app.log.info({ event: 'session_started', account_id: account.id, session_id: id })
  const tokens = await tokensOf(app, id, refresh)
  return deviceId === null ? tokens : { ...tokens, deviceId }
}

/** Tokens for a session that is still alive. */
export async function tokensOf(app: App, sessionId: string, refresh: string): Promise<Tokens> {
  const session = await findLiveSession(app.store, sessionId, Date.now())
  if (!session) throw new DomainError('unauthenticated')
  const { account_id: accountId, generation } = session
  const access = await signAccessToken(app, { accountId, sessionId, generation })
  return { access, refresh, sessionId, me: toMe(session) }
}

/** Who an access token speaks for, by the session's row as it is now: a revoked session is nobody. */
export async function authenticate(
  app: App,
  accessToken: string,
): Promise<{ principal: Principal; me: Me } | null> {
  const claims = await readAccessToken(app, accessToken)
  const session = claims && (await findLiveSession(app.store, claims.sessionId, Date.now()))
  if (!session || session.account_id !== claims.accountId) return null
  await noteArrival(app, session, claims.generation)
  const account = { id: session.account_id, username: session.username }
  const { id: sessionId, role, proven_at: provenAt } = session
  return { principal: { account, sessionId, role, provenAt }, me: toMe(session) }
}

/** The first use of new tokens shows that they arrived: from then on the refresh token before them is used up. */
async function noteArrival(app: App, session: LiveSession, generation: number | null): Promise<void> {
  if (generation !== session.generation || generation <= session.confirmed_generation) return
  await app.store.transaction((tx) => confirmGeneration(tx, session.id, generation))
}

/** Whether a session has neither ended nor run out, as the database has it now. */
export async function isSessionLive(app: App, sessionId: string): Promise<boolean> {
  return (await findLiveSession(app.store, sessionId, Date.now())) !== undefined
}

function toMe(session: LiveSession): Me {
  return {
    id: session.account_id,
    username: session.username,
    display_name: session.display_name,
    color: session.color,
    email: session.email,
    is_email_confirmed: session.email_key !== null,
    has_password: Boolean(session.has_password),
    phone: session.phone_tail === null ? null : `•••• ${session.phone_tail}`,
    is_guest: session.kind === 'guest',
    role: session.role,
    created_at: new Date(session.account_created_at).toISOString(),
  }
}

/** Ends a session of this person, on sockets that are open as well. Returns whether there was one. */
export async function endSession(
  app: App,
  accountId: string,
  sessionId: string,
  address: string | null = null,
): Promise<boolean> {
  const isEnded = await app.store.transaction(async (tx) => {
    if (!(await deleteSession(tx, accountId, sessionId))) return false
    const details = { session_id: sessionId }
    await note(tx, { event: 'session_ended', account_id: accountId, address, details })
    tx.afterCommit(() => app.bus.publish({ kind: 'sessions_ended', accountId, sessionIds: [sessionId] }))
    return true
  })
  if (isEnded) app.log.info({ event: 'session_ended', account_id: accountId, session_id: sessionId })
  return isEnded
}

/** Ends all sessions of this person but the one that asks. Returns how many there were. */
export async function endOtherSessions(
  app: App,
  { account, sessionId }: Principal,
  address: string,
): Promise<number> {
  return app.store.transaction(async (tx) => {
    const count = await endSessionsBut(app, tx, account.id, sessionId)
    await note(tx, { event: 'session_ended', account_id: account.id, address, details: { count } })
    return count
  })
}

export function sessionsOf(app: App, accountId: string) {
  return listSessions(app.store, accountId, Date.now())
}
