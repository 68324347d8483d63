import type { Me } from '#protocol/accounts'
import type { Principal } from '../context'
import type { Origin } from './client-address'

/** Who a request speaks for, and how that was proven. */
export interface Identity {
  principal: Principal
  me: Me
  by: 'cookie' | 'bearer'
}

/** Who is at the other end of a connection, and what the connection can be told. */
export interface Client extends Origin {
  /** Closes the connection when this many seconds have passed, unless it is said again by then. */
  endIn(seconds: number): void
}

/** What Hono carries along with each request. */
export interface Environment {
  Bindings: Client
  Variables: { identity: Identity | null }
}
