import { isRestored, newPace, type Pace, type Rate, takeTurn } from './pace'

/** How often each person may do something. */
export interface Paces {
  /** @returns 0 when the person may do it now, or in how many milliseconds they may */
  take(accountId: string): number
}

/** Counted in the memory of this process. Whoever has paused long enough is forgotten. */
export function createPaces(rate: Rate): Paces {
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
