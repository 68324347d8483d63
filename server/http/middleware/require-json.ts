import type { MiddlewareHandler } from 'hono'
import { DomainError } from '../../domain/errors'
import type { Environment } from '../environment'

/**
 * A request that has a body says that it is JSON: a form on another site cannot. However it is spelled, those who read
 * the body find it in one spelling.
 */
export const requireJson: MiddlewareHandler<Environment> = async (c, next) => {
  const hasBody =
    c.req.header('Transfer-Encoding') !== undefined || Number(c.req.header('Content-Length') ?? 0) > 0
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase()
  if (hasBody && type !== 'application/json') throw new DomainError('unsupported_media_type')
  if (c.req.header('Content-Encoding') !== undefined) {
    throw new DomainError('unsupported_media_type', { detail: 'Send the body without compressing it.' })
  }
  if (type === 'application/json') c.req.raw.headers.set('Content-Type', type)
  await next()
}
