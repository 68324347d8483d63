import type { App } from '../context'
import { note } from '../domain/audit/note'
import { DomainError } from '../domain/errors'
import { findLiveSession, type LiveSession, rotateSession } from '../store/sessions'
import { hashRefreshToken, makeRefreshToken, readRefreshToken } from './refresh-token'
import { endSession, sessionExpiry, type Tokens, tokensOf } from './sessions'

/** Two tabs may refresh at the same moment; the later one still holds the token before. */
const graceMs = 10_000

/**
 * Exchanges a refresh token for the next one and a new access token.
 * @throws DomainError `unauthenticated`; a token that was used up ends its session as well
 */
export async function refreshSession(app: App, text: string): Promise<Tokens> {
  const token = readRefreshToken(app.keys.refreshToken, text)
  const session = token && (await findLiveSession(app.store, token.sessionId, Date.now()))
  if (!token || !session) throw new DomainError('unauthenticated')

  const isNewest = token.generation === session.generation && hashRefreshToken(text) === session.refresh_hash
  if (!isNewest) await requireJustReplaced(app, session, token.generation)
  return tokensOf(app, session.id, isNewest ? await rotate(app, session) : refreshTokenOf(app, session))
}

/** When another request rotates first, both made the same successor. */
async function rotate(app: App, session: LiveSession): Promise<string> {
  const next = refreshTokenOf(app, { id: session.id, generation: session.generation + 1 })
  const now = Date.now()
  await app.store.transaction((tx) =>
    rotateSession(tx, session.id, session.generation, {
      refresh_hash: hashRefreshToken(next),
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
async function requireJustReplaced(app: App, session: LiveSession, generation: number): Promise<void> {
  if (generation === session.generation - 1 && Date.now() - session.rotated_at < graceMs) return
  app.log.warn({ event: 'refresh_token_reused', account_id: session.account_id, session_id: session.id })
  await app.store.transaction((tx) =>
    note(tx, {
      event: 'refresh_token_reused',
      account_id: session.account_id,
      address: null,
      details: { session_id: session.id },
    }),
  )
  await endSession(app, session.account_id, session.id)
  throw new DomainError('unauthenticated')
}
