import type { Me } from '#protocol/accounts'
import type { Principal } from '../context'
import type { Origin } from './client-address'

/** Who a request speaks for, and how that was proven. */
export interface Identity {
  principal: Principal
  me: Me
  by: 'cookie' | 'bearer'
}

/** What Hono carries along with each request. */
export interface Environment {
  Bindings: Origin
  Variables: { identity: Identity | null }
}
