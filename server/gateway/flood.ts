import type { Rate } from '../limits/pace'

/** Frames one socket may send, of all kinds. Far more than a client has to say. */
export const frameRate: Rate = { perSecond: 100, burst: 300 }

/** Who is refused so often in so many seconds on end, or that often in one, does not listen. */
const flood = { refusalsPerSecond: 10, seconds: 10, refusalsAtOnce: 1000 }

/** How often a socket has been refused lately because it sends too much. */
export interface Refusals {
  /** The second of the monotonic clock that is being counted. */
  second: number
  count: number
  /** The seconds before it, without a pause, in which there were too many. */
  secondsBefore: number
}

export function noRefusals(): Refusals {
  return { second: 0, count: 0, secondsBefore: 0 }
}

/** Notes one more refusal. Returns whether the socket goes on and on although it is refused. */
export function isFlooding(refusals: Refusals, now = performance.now()): boolean {
  const second = Math.floor(now / 1000)
  if (second !== refusals.second) {
    const goesOn = second === refusals.second + 1 && refusals.count >= flood.refusalsPerSecond
    refusals.secondsBefore = goesOn ? refusals.secondsBefore + 1 : 0
    refusals.second = second
    refusals.count = 0
  }
  refusals.count++
  return refusals.secondsBefore >= flood.seconds || refusals.count >= flood.refusalsAtOnce
}
