import type { Config } from '../config'
import { isRestored, newPace, type Pace, takeTurn } from './pace'

/** How often each person may write, over sockets and REST together. */
export interface SendRate {
  /** @returns 0 when the person may write now, or in how many milliseconds they may */
  take(accountId: string): number
}

/** Counted in the memory of this process. Whoever has paused long enough is forgotten. */
export function createSendRate({ limits }: Config): SendRate {
  const rate = { perSecond: limits.sendsPerSecond, burst: limits.sendsBurst }
  const paces = new Map<string, Pace>()
  let sweepAt = 1000

  function paceOf(accountId: string): Pace {
    const known = paces.get(accountId)
    if (known) return known
    if (paces.size >= sweepAt) forgetRestored()
    const pace = newPace()
    paces.set(accountId, pace)
    return pace
  }

  function forgetRestored(): void {
    const now = performance.now()
    for (const [accountId, pace] of paces) if (isRestored(pace, now)) paces.delete(accountId)
    sweepAt = Math.max(1000, paces.size * 2)
  }

  return { take: (accountId) => takeTurn(paceOf(accountId), rate) }
}
