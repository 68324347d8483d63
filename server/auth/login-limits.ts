import type { RateLimiterRes } from 'rate-limiter-flexible'
import type { Config } from '../config'
import { DomainError } from '../domain/errors'
import { addressKey } from './address-key'
import { limitTable } from './limit-table'
import { memoryCounter } from './request-limits'

export interface LoginLimits {
  /** @throws DomainError `rate_limited` when the address or the name has failed too often lately */
  requireAllowed(address: string, name: string): Promise<void>
  /** @throws DomainError `rate_limited` when others that arrived together have used up what was left */
  noteFailure(address: string, name: string): Promise<void>
}

/**
 * Counts failed sign-ins by network address and by account, or by the name that was tried where there is no such
 * account. Counted in the memory of this process: a restart forgets them.
 */
export function createLoginLimits(config: Config): LoginLimits {
  const { login_of_address: ofAddresses, login_of_account: ofAccounts } = limitTable(config)
  const byAddress = memoryCounter(ofAddresses)
  const byName = memoryCounter(ofAccounts)

  return {
    async requireAllowed(address, name) {
      const spent = [await byAddress.get(addressKey(address)), await byName.get(name)]
      refuse(spent.filter((count) => count !== null).filter((count) => count.remainingPoints <= 0))
    },
    async noteFailure(address, name) {
      const [ofAddress, ofName] = [await byAddress.penalty(addressKey(address)), await byName.penalty(name)]
      refuse([
        ...(ofAddress.consumedPoints > ofAddresses.points ? [ofAddress] : []),
        ...(ofName.consumedPoints > ofAccounts.points ? [ofName] : []),
      ])
    },
  }
}

function refuse(exhausted: RateLimiterRes[]): void {
  if (exhausted.length === 0) return
  const retryAfterMs = Math.max(...exhausted.map(({ msBeforeNext }) => msBeforeNext))
  const minutes = Math.ceil(retryAfterMs / 60_000)
  throw new DomainError('rate_limited', {
    detail: `Too many failed sign-ins. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    retryAfterMs,
  })
}
