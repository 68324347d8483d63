import { RateLimiterMemory } from 'rate-limiter-flexible'
import { DomainError } from '../domain/errors'

const hour = 60 * 60
const perAccount = [
  { points: 20, duration: hour },
  { points: 60, duration: 24 * hour },
]

export interface AskLimits {
  /**
   * Counts one phone number that this account asks for: 20 an hour and 60 a day, so that nobody tries whole ranges of
   * them on people.
   * @throws DomainError `rate_limited`
   */
  spend(accountId: string): Promise<void>
}

/** Counts whether or not anybody has the number. Counted in the memory of this process: a restart forgets it. */
export function createAskLimits(): AskLimits {
  const limiters = perAccount.map((limit) => new RateLimiterMemory(limit))
  return {
    async spend(accountId) {
      for (const limiter of limiters) {
        const spent = await limiter.penalty(accountId)
        if (spent.consumedPoints <= limiter.points) continue
        throw new DomainError('rate_limited', {
          detail: 'You have asked for many numbers. Try again later.',
          retryAfterMs: spent.msBeforeNext,
        })
      }
    },
  }
}
