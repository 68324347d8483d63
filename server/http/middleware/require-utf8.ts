import { isUtf8 } from 'node:buffer'
import type { MiddlewareHandler } from 'hono'
import { DomainError } from '../../domain/errors'
import type { Environment } from '../environment'

/** Text that is not UTF-8 would be repaired while it is read, and then be stored other than it was sent. */
export const requireUtf8: MiddlewareHandler<Environment> = async (c, next) => {
  if (c.req.raw.body && !isUtf8(await c.req.arrayBuffer())) {
    throw new DomainError('malformed', { detail: 'The body is not UTF-8.' })
  }
  await next()
}
