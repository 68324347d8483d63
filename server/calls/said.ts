import type { Signal } from '#protocol/calls'
import { newPace, takeTurn } from '../limits/pace'

/** Far more than two browsers tell each other; what waits for a device that is away stays below it. */
const most = { waiting: 256, waitingCharacters: 256 * 1024 }
const rate = { perSecond: 20, burst: 100 }

/** What one side of a call has signalled: the newest number, and what the other side has not confirmed. */
export interface Said {
  /** The number taken last; 0 for none. */
  readonly taken: number
  /** In how many milliseconds the next one can be taken; 0 for now. */
  waitMs(signal: Signal): number
  take(signal: Signal): void
  /** The other side has heard everything up to here. */
  confirm(number: number): void
  /** What it has not confirmed, in order. */
  unconfirmed(): readonly { number: number; signal: Signal }[]
  clear(): void
}

export function createSaid(): Said {
  const pace = newPace()
  let waiting: { number: number; signal: Signal }[] = []
  let taken = 0

  return {
    get taken() {
      return taken
    },
    waitMs(signal) {
      const characters = waiting.reduce((sum, line) => sum + lengthOf(line.signal), lengthOf(signal))
      if (waiting.length >= most.waiting || characters > most.waitingCharacters) return 1000
      return takeTurn(pace, rate)
    },
    take(signal) {
      taken++
      waiting.push({ number: taken, signal })
    },
    confirm(number) {
      waiting = waiting.filter((line) => line.number > number)
    },
    unconfirmed: () => waiting,
    clear() {
      waiting = []
    },
  }
}

function lengthOf(signal: Signal): number {
  return signal.kind === 'description' ? signal.sdp.length : signal.candidate.length
}
