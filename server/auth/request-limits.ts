import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Config } from '../config'
import { DomainError } from '../domain/errors'
import { type Limit, type LimitName, limitTable } from './limit-table'

export interface RequestLimits {
  /**
   * Counts one more for this account, address or session.
   * @throws DomainError `rate_limited` with the time to wait, or `unavailable` where nothing may pass uncounted
   */
  take(name: LimitName, key: string): Promise<void>
}

/** Keeps the limits of the table in the memory of this process: a restart forgets the counts. */
export function createRequestLimits(
  config: Config,
  newCounter: (limit: Limit) => RateLimiterAbstract = memoryCounter,
): RequestLimits {
  const table: Record<LimitName, Limit> = limitTable(config)
  const counters = new Map(Object.entries(table).map(([name, limit]) => [name, newCounter(limit)]))

  return {
    async take(name, key) {
      try {
        await counters.get(name)?.consume(key)
      } catch (outcome) {
        if (outcome instanceof RateLimiterRes) throw tooOften(outcome.msBeforeNext)
        if (table[name].whenStoreIsDown === 'closed') {
          throw new DomainError('unavailable', { retryAfterMs: 5000 })
        }
      }
    },
  }
}

export function memoryCounter({ points, seconds }: Limit): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration: seconds })
}

function tooOften(retryAfterMs: number): DomainError {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000))
  const wait =
    seconds < 120
      ? `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
      : `${Math.ceil(seconds / 60)} minutes`
  return new DomainError('rate_limited', {
    detail: `That was too often. Try again in ${wait}.`,
    retryAfterMs,
  })
}
