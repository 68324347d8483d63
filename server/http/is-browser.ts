import type { Context } from 'hono'
import type { Environment } from './environment'

/** Whoever sends an Origin or fetch metadata is a browser. */
export function isBrowser(c: Context<Environment>): boolean {
  return c.req.header('Origin') !== undefined || c.req.header('Sec-Fetch-Site') !== undefined
}
