/** How a connection was lost, as far as it matters to when the next one is tried. */
export interface Loss {
  /** True unless the server said why by a close code of its own. */
  isAbnormal: boolean
  /** How long the connection had been open. */
  livedMs: number
  /** The range the server asked for when it said `bye`. */
  retryMs: readonly [number, number] | null
}

const leastMs = 500
const mostMs = 30_000
const firstMostMs = 1_000

/** How long a connection must have been in step before its loss starts the count of attempts afresh. */
export const stableMs = 60_000

/** After the loss of an old connection many clients come back at once; they spread over this range. */
const spreadMs = [500, 5_000] as const

/**
 * How long to wait before an attempt. `attempt` counts from 0; the longest wait doubles from 1 s to 30 s and
 * the actual one is drawn evenly between 0.5 s and that. `random` is in [0, 1).
 */
export function backOffMs(attempt: number, random: number): number {
  const longest = Math.min(mostMs, firstMostMs * 2 ** attempt)
  return between([leastMs, longest], random)
}

/** The same for a connection that was lost: the server's wish first, then the spread, then the back-off. */
export function reconnectMs(loss: Loss, attempt: number, random: number): number {
  if (loss.retryMs) return between(loss.retryMs, random)
  if (attempt === 0 && loss.isAbnormal && loss.livedMs > stableMs) return between(spreadMs, random)
  return backOffMs(attempt, random)
}

function between([least, most]: readonly [number, number], random: number): number {
  return least + random * (most - least)
}
