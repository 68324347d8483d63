import type { Context, MiddlewareHandler } from 'hono'
import { isCsrfToken } from '../../auth/csrf'
import type { App } from '../../context'
import { DomainError } from '../../domain/errors'
import type { Environment } from '../environment'
import { isAllowedOrigin } from '../origins'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Nothing is changed on behalf of a page that is not ours. What a cookie authorises must also repeat the session's
 * CSRF token, which no other site can read.
 */
export function requireSameOrigin(app: App): MiddlewareHandler<Environment> {
  return async (c, next) => {
    if (!safeMethods.has(c.req.method)) {
      const isOwnPage = requireOwnPage(app, c)
      if (c.get('identity')?.by === 'cookie') requireCsrfToken(app, c, isOwnPage)
    }
    await next()
  }
}

/** Returns whether a browser vouched for the page; other programs send neither header. */
function requireOwnPage(app: App, c: Context<Environment>): boolean {
  const origin = c.req.header('Origin')
  const site = c.req.header('Sec-Fetch-Site')
  if (origin !== undefined) {
    if (!isAllowedOrigin(app.config, origin, c.req.header('Host') ?? null))
      throw new DomainError('foreign_origin')
    return true
  }
  if (site !== undefined && site !== 'same-origin') throw new DomainError('foreign_origin')
  return site !== undefined
}

function requireCsrfToken(app: App, c: Context<Environment>, isOwnPage: boolean): void {
  const sessionId = c.get('identity')?.principal.sessionId ?? ''
  const token = c.req.header('X-CSRF-Token') ?? ''
  if (!isOwnPage || !isCsrfToken(app.keys.csrf, sessionId, token)) throw new DomainError('csrf')
}
