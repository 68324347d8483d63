import type { App } from '../context'
import { note } from '../domain/audit/note'
import { DomainError } from '../domain/errors'
import { findLiveSession, type LiveSession, rotateSession } from '../store/sessions'
import { hashRefreshToken, makeRefreshToken, readRefreshToken } from './refresh-token'
import { endSession, sessionExpiry, type Tokens, tokensOf } from './sessions'

/** Two tabs may refresh at the same moment; the later one still holds the token before, after the other used its own. */
const graceMs = 10_000

/**
 * Exchanges a refresh token for the next one and a new access token. The one before the newest gives the same again
 * until something of the newest was used: then the answer with it has arrived, and only somebody else can still come
 * with the old one.
 * @throws DomainError `rate_limited`, `unauthenticated`; a token that was used up ends its session as well
 */
export async function refreshSession(app: App, text: string, address: string): Promise<Tokens> {
  const token = readRefreshToken(app.keys.refreshToken, text)
  if (token) await app.requestLimits.take('refresh', token.sessionId)
  const session = token && (await findLiveSession(app.store, token.sessionId, Date.now()))
  if (!token || !session) throw new DomainError('unauthenticated')

  const isNewest = token.generation === session.generation && hashRefreshToken(text) === session.refresh_hash
  if (!isNewest) await requireUnused(app, session, token.generation, address)
  const next = isNewest ? await rotate(app, session, address) : refreshTokenOf(app, session)
  return tokensOf(app, session.id, next)
}

/** When another request rotates first, both made the same successor. */
async function rotate(app: App, session: LiveSession, address: string): Promise<string> {
  const next = refreshTokenOf(app, { id: session.id, generation: session.generation + 1 })
  const now = Date.now()
  await app.store.transaction((tx) =>
    rotateSession(tx, session.id, session.generation, {
      refresh_hash: hashRefreshToken(next),
      address,
      now,
      expires_at: sessionExpiry(app, now),
    }),
  )
  return next
}

function refreshTokenOf(app: App, session: { id: string; generation: number }): string {
  return makeRefreshToken(app.keys.refreshToken, { sessionId: session.id, generation: session.generation })
}

/** Any older token was used twice, by its owner and by somebody who copied it: the session ends for both. */
async function requireUnused(
  app: App,
  session: LiveSession,
  generation: number,
  address: string,
): Promise<void> {
  const hasArrived = session.confirmed_generation === session.generation
  const isJustReplaced = Date.now() - session.rotated_at < graceMs
  if (generation === session.generation - 1 && (!hasArrived || isJustReplaced)) return
  app.log.warn({ event: 'refresh_token_reused', account_id: session.account_id, session_id: session.id })
  await noteReuse(app, session, address)
  await endSession(app, session.account_id, session.id, address)
  throw new DomainError('unauthenticated')
}

function noteReuse(app: App, { account_id, id }: LiveSession, address: string): Promise<void> {
  const details = { session_id: id }
  return app.store.transaction((tx) =>
    note(tx, { event: 'refresh_token_reused', account_id, address, details }),
  )
}
