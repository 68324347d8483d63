import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { errors } from '#protocol/errors'
import { addressKey } from '../../auth/address-key'
import type { App } from '../../context'
import { note } from '../../domain/audit/note'
import { DomainError } from '../../domain/errors'
import type { Environment } from '../environment'

const quietMs = 60_000

/** So many refusals are remembered at most; beyond that they are forgotten and may be noted again. */
const mostRemembered = 10_000

/**
 * Notes in the audit log who was not allowed to do something or asked too often: once a minute for each of them and
 * kind, so that nobody can fill the log.
 */
export function noteRefusals(app: App): MiddlewareHandler<Environment> {
  const notedAt = new Map<string, number>()

  return async (c, next) => {
    await next()
    if (!(c.error instanceof DomainError)) return
    const { status } = errors[c.error.code]
    if (status !== 403 && status !== 429) return
    const accountId = c.get('identity')?.principal.account.id ?? null
    const { address } = c.env
    if (!isNews(`${accountId ?? addressKey(address)} ${c.error.code}`)) return
    const event = status === 429 ? 'rate_limited' : 'refused'
    // The route as it is described, without what somebody put into it.
    const details = { code: c.error.code, method: c.req.method, route: routePath(c, -1) }
    await app.store.transaction((tx) => note(tx, { event, account_id: accountId, address, details }))
  }

  function isNews(key: string): boolean {
    const now = Date.now()
    if (now - (notedAt.get(key) ?? 0) < quietMs) return false
    if (notedAt.size >= mostRemembered) notedAt.clear()
    notedAt.set(key, now)
    return true
  }
}
