import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Config } from '../config'
import { DomainError } from '../domain/errors'

const windowSeconds = 15 * 60

export interface LoginLimits {
  /** @throws DomainError `rate_limited` when the address or the account has failed too often lately */
  requireAllowed(address: string, name: string): Promise<void>
  noteFailure(address: string, name: string): Promise<void>
}

/**
 * Counts failed sign-ins by network address and by account. Counted in the memory of this process: a restart
 * forgets them.
 */
export function createLoginLimits({ login }: Config): LoginLimits {
  const byAddress = new RateLimiterMemory({ points: login.failuresPerAddress, duration: windowSeconds })
  const byAccount = new RateLimiterMemory({ points: login.failuresPerAccount, duration: windowSeconds })

  return {
    async requireAllowed(address, name) {
      const spent = [await byAddress.get(address), await byAccount.get(name)]
      const waits = spent.filter((count) => count !== null && count.remainingPoints <= 0)
      if (waits.length === 0) return
      const retryAfterMs = Math.max(...waits.map((count) => count?.msBeforeNext ?? 0))
      const minutes = Math.ceil(retryAfterMs / 60_000)
      throw new DomainError('rate_limited', {
        detail: `Too many failed sign-ins. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
        retryAfterMs,
      })
    },
    async noteFailure(address, name) {
      await byAddress.penalty(address)
      await byAccount.penalty(name)
    },
  }
}
