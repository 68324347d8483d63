import { limits } from '#protocol/limits'

const windowMs = 60_000

/** How often each person rings somebody who does not answer. */
export interface RingRate {
  /** Counts a ring. @returns 0, or in how many milliseconds the person may ring again */
  take(accountId: string): number
  /** Somebody answered: the ring that began last counts no more. */
  answered(accountId: string): void
}

/** Counted in the memory of this process. Who has not rung for a minute is forgotten. */
export function createRingRate(now: () => number = () => performance.now()): RingRate {
  const ringsOf = new Map<string, readonly number[]>()
  let sweepAt = 1000

  function recent(accountId: string): readonly number[] {
    return (ringsOf.get(accountId) ?? []).filter((at) => now() - at < windowMs)
  }

  function keep(accountId: string, rings: readonly number[]): void {
    if (rings.length === 0) ringsOf.delete(accountId)
    else ringsOf.set(accountId, rings)
    if (ringsOf.size < sweepAt) return
    for (const [id, kept] of ringsOf) if (now() - (kept.at(-1) ?? 0) >= windowMs) ringsOf.delete(id)
    sweepAt = Math.max(1000, ringsOf.size * 2)
  }

  return {
    take(accountId) {
      const rings = recent(accountId)
      const [oldest] = rings
      if (rings.length >= limits.unansweredCalls && oldest !== undefined) {
        return Math.ceil(oldest + windowMs - now())
      }
      keep(accountId, [...rings, now()])
      return 0
    },
    answered: (accountId) => keep(accountId, recent(accountId).slice(0, -1)),
  }
}
