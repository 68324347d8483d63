import type { MiddlewareHandler } from 'hono'
import { authenticate } from '../../auth/sessions'
import type { App } from '../../context'
import { readCookie } from '../cookies'
import type { Environment } from '../environment'

/** Finds out who is asking. A bearer token goes before a cookie; a bad one of either kind is nobody. */
export function identify(app: App): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const bearer = bearerToken(c.req.header('Authorization'))
    const token = bearer ?? readCookie(c, 'access')
    const known = token === null ? null : await authenticate(app, token)
    c.set('identity', known && { ...known, by: bearer === null ? 'cookie' : 'bearer' })
    await next()
  }
}

export function bearerToken(header: string | undefined | null): string | null {
  return /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(header ?? '')?.[1] ?? null
}
