import type { MiddlewareHandler } from 'hono'
import { addressKey } from '../../auth/address-key'
import type { App } from '../../context'
import type { Environment } from '../environment'

/** Nobody asks more often than the limits allow: a person wherever they are, and strangers by their address. */
export function limitRequests({ requestLimits }: App): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const identity = c.get('identity')
    if (identity) await requestLimits.take('requests', identity.principal.account.id)
    else await requestLimits.take('requests_of_nobody', addressKey(c.env.address))
    await next()
  }
}
