import type { Account, App } from '../../context'
import { DomainError } from '../errors'

/**
 * Counts something that everyone in a room will hear of: a text, or a reaction to one.
 * @throws DomainError `rate_limited`
 */
export function requirePatience(app: App, sender: Account): void {
  const retryAfterMs = app.sendRate.take(sender.id)
  if (retryAfterMs === 0) return
  app.metrics.refusals.inc({ limit: 'sends' })
  throw new DomainError('rate_limited', { detail: 'You write too fast. Wait a moment.', retryAfterMs })
}
