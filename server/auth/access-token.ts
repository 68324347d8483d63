import { jwtVerify, SignJWT } from 'jose'
import type { App } from '../context'

const algorithm = 'HS256'
const audience = 'natter'
const issuer = 'natter'

/** What an access token says; it is worth nothing without the session it names. */
export interface AccessClaims {
  accountId: string
  sessionId: string
  /** Which rotation of the refresh token it came with; null in one that does not say. */
  generation: number | null
}

/** Signs a token, good for as many minutes as the policy says unless told otherwise. */
export function signAccessToken(
  app: App,
  { accountId, sessionId, generation }: AccessClaims,
  minutes = app.policy['sessions.access_minutes'],
): Promise<string> {
  return new SignJWT({ sid: sessionId, ...(generation !== null && { gen: generation }) })
    .setProtectedHeader({ alg: algorithm, typ: 'at+jwt' })
    .setSubject(accountId)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(`${minutes} minutes`)
    .sign(app.keys.accessToken)
}

/** The claims of a token made here that has not run out, or null. */
export async function readAccessToken(app: App, token: string): Promise<AccessClaims | null> {
  try {
    const { payload } = await jwtVerify<{ sid?: unknown; gen?: unknown }>(token, app.keys.accessToken, {
      algorithms: [algorithm],
      audience,
      issuer,
      typ: 'at+jwt',
    })
    if (typeof payload.sub !== 'string' || typeof payload.sid !== 'string') return null
    const generation = typeof payload.gen === 'number' ? payload.gen : null
    return { accountId: payload.sub, sessionId: payload.sid, generation }
  } catch {
    return null
  }
}
