import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

export interface RefreshToken {
  sessionId: string
  generation: number
}

/**
 * The refresh token of a session's n-th rotation. It can be made again from the key, so that two tabs which
 * refresh at the same moment get the same successor, while the database holds nothing but its hash.
 */
export function makeRefreshToken(key: Uint8Array, { sessionId, generation }: RefreshToken): string {
  const mac = createHmac('sha256', key).update(`${sessionId}.${generation}`).digest('base64url')
  return `${sessionId}.${generation}.${mac}`
}

/** What a token made with this key says, or null for any other text. */
export function readRefreshToken(key: Uint8Array, text: string): RefreshToken | null {
  const match = /^([a-z0-9]{1,32})\.([0-9]{1,9})\.[A-Za-z0-9_-]{43}$/.exec(text)
  if (!match?.[1] || !match[2]) return null
  const token = { sessionId: match[1], generation: Number(match[2]) }
  return isSame(makeRefreshToken(key, token), text) ? token : null
}

export function hashRefreshToken(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

function isSame(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right))
}
