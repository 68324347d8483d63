import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The token a page must repeat in a header to change anything with its cookie. It is bound to the session, so one
 * of another session or of a subdomain's making is worth nothing.
 */
export function csrfToken(key: Uint8Array, sessionId: string): string {
  return createHmac('sha256', key).update(sessionId).digest('base64url')
}

export function isCsrfToken(key: Uint8Array, sessionId: string, text: string): boolean {
  const right = Buffer.from(csrfToken(key, sessionId))
  const given = Buffer.from(text)
  return right.length === given.length && timingSafeEqual(right, given)
}
