/** How often something may happen: so many times a second in the long run, and so many at once after a pause. */
export interface Rate {
  readonly perSecond: number
  readonly burst: number
}

/** How far somebody has used up a rate. A new one has used nothing. */
export interface Pace {
  /** When everything would be given back. Milliseconds of the monotonic clock. */
  restoredAt: number
  /** The latest moment that somebody refused was told to come again. */
  promisedAt: number
}

/** However many wait, nobody is told to come later than this. */
const mostWaitMs = 60_000

export function newPace(): Pace {
  return { restoredAt: 0, promisedAt: 0 }
}

/**
 * Takes one turn, if there is one. Those who are refused are told different moments, one turn apart, so that many who
 * wait do not all come back at the first.
 * @returns 0, or in how many milliseconds to come again
 */
export function takeTurn(pace: Pace, { perSecond, burst }: Rate, now = performance.now()): number {
  const turnMs = 1000 / perSecond
  const restoredAt = Math.max(pace.restoredAt, now)
  const freeAt = restoredAt - (burst - 1) * turnMs
  if (freeAt <= now) {
    pace.restoredAt = restoredAt + turnMs
    return 0
  }
  pace.promisedAt = Math.min(Math.max(freeAt, pace.promisedAt + turnMs), now + mostWaitMs)
  return Math.max(1, Math.ceil(pace.promisedAt - now))
}

/** Whether nothing is used up any more, so that the pace need not be remembered. */
export function isRestored({ restoredAt }: Pace, now = performance.now()): boolean {
  return restoredAt <= now
}
