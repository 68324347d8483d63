import { createAlarm } from './alarm'
import { backOffMs } from './back-off'

interface Needs {
  /** Asks the server for what follows the entries held. Returns false where that cannot be now. */
  request(): boolean
}

/** How long an early entry waits for those before it, before they are asked for. */
const gapMs = 300

/** When what is missing of a log is asked for: one request at a time, after growing pauses where it brings nothing. */
export function createCatchUp({ request }: Needs) {
  /** A request of this log is on its way. */
  let isAsked = false
  /** The connection's greeting asked for this log. */
  let isResuming = false
  let fruitless = 0
  const gap = createAlarm(ask)

  function ask(): void {
    gap.off()
    if (!isAsked && !isResuming) isAsked = request()
  }

  function pauseMs(): number {
    return backOffMs(fruitless, Math.random())
  }

  /** No answer is on its way any more. */
  function settle(): void {
    isAsked = false
    isResuming = false
  }

  return {
    ask,
    /** The log has changed: asks a moment later for what is missing, if anything is. */
    look(isBehind: boolean) {
      if (!isBehind) gap.off()
      else if (!isAsked && !isResuming) gap.set(fruitless === 0 ? gapMs : pauseMs())
    },
    answered: settle,
    /** Whether the answer brought the log on. */
    judge(isFruitful: boolean) {
      fruitless = isFruitful ? 0 : fruitless + 1
    },
    /** The request was refused for now; asks again when the server says so, or after a pause. */
    refused(retryAfterMs: number | undefined) {
      isAsked = false
      fruitless++
      gap.off()
      gap.set(retryAfterMs ?? pauseMs())
    },
    resuming() {
      isResuming = true
    },
    /** The greeting has been answered in full. */
    resumed() {
      isResuming = false
    },
    disconnected() {
      settle()
      gap.off()
    },
    /** Begins anew, for another log. */
    clear() {
      settle()
      fruitless = 0
      gap.off()
    },
  }
}
