import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Config } from '../config'
import { DomainError } from '../domain/errors'

/**
 * Counts the guests that come from one network address in an hour, in the memory of this process.
 * @returns what throws DomainError `rate_limited` when there were too many
 */
export function createGuestLimit({ guests }: Config): (address: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points: guests.perAddress, duration: 60 * 60 })
  return async (address) => {
    try {
      await limiter.consume(address)
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error
      throw new DomainError('rate_limited', {
        detail: 'Too many guests come from your network at the moment. Make an account, or try again later.',
        retryAfterMs: error.msBeforeNext,
      })
    }
  }
}
