import type { Context } from 'hono'
import { DomainError } from '../domain/errors'
import type { Environment } from './environment'

/** However slow a sender is, something comes within so many seconds, or the connection is closed. */
const silenceSeconds = 60
/** What came may take so long to be looked at. */
const answerSeconds = 240
/** How often that is said to the connection: no more often than it needs to be. */
const saidEveryMs = 1000

/**
 * The body of a request while it comes in, no faster than it is taken. Who is slow is waited for, who falls silent is not.
 * @throws DomainError `malformed` when the connection ends before the body does
 */
export async function* incomingBytes(c: Context<Environment>): AsyncGenerator<Uint8Array> {
  let saidAt = 0
  const body = c.req.raw.body
  if (!body) return
  try {
    for await (const chunk of body) {
      if (performance.now() - saidAt > saidEveryMs) {
        saidAt = performance.now()
        c.env.endIn(silenceSeconds)
      }
      yield chunk
    }
  } catch (error) {
    if (error instanceof DomainError || !c.req.raw.signal.aborted) throw error
    throw new DomainError('malformed', { detail: 'The connection ended before everything had come.' })
  } finally {
    c.env.endIn(answerSeconds)
  }
}

/**
 * How many bytes the body has, as its sender says.
 * @throws DomainError `invalid` when nobody says: what cannot be counted beforehand could be refused only at its end
 */
export function announcedLength(c: Context<Environment>): number {
  const length = c.req.header('Content-Length')
  if (length === undefined) {
    throw new DomainError('invalid', { detail: 'Say how long the body is (Content-Length).' })
  }
  return Number(length)
}
