import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { DomainError } from '../../domain/errors'
import type { Environment } from '../environment'

/** What the description of the API says of a route. */
interface DescribedRoute {
  method: string
  path: string
  security?: unknown
}

/**
 * Nothing of a request is looked at before it is known who asks, wherever a route's description says that one must be
 * signed in.
 */
export function requireSignIn(
  describedRoutes: () => readonly DescribedRoute[],
): MiddlewareHandler<Environment> {
  let closed: ReadonlySet<string> | null = null
  return async (c, next) => {
    closed ??= new Set(
      describedRoutes()
        .filter(({ security }) => security !== undefined)
        .map(nameOf),
    )
    const isClosed = matchedRoutes(c).some((route) => closed?.has(nameOf(route)))
    if (isClosed && !c.get('identity')) throw new DomainError('unauthenticated')
    await next()
  }
}

/** The description writes `{room_id}` where the router writes `:room_id`. */
function nameOf({ method, path }: { method: string; path: string }): string {
  return `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
}
