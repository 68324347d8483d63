import { limits } from '#protocol/limits'
import { createAlarm } from './alarm'

interface Needs {
  ping(): void
  /** Nothing was heard for so long that the connection is taken for dead. */
  onSilence(): void
}

/** How long a ping may go unanswered, and so how much longer than the interval silence may last. */
const graceMs = 10_000

/** How soon an answer must come when somebody is waiting in front of the screen. */
const probeMs = 5_000

/**
 * Notices a connection that died without telling. It watches from the start, so that an attempt which gets
 * no answer ends as well, and pings once the server has said how often. Time is monotonic.
 */
export function createHeartbeat(needs: Needs) {
  let intervalMs: number = limits.heartbeatMs
  let isBeating = false
  let heardAt = performance.now()
  /** When the oldest ping was sent that nothing has answered. */
  let askedAt: number | null = null
  const pinging = createAlarm(beatOnce)
  const silence = createAlarm(check)
  const probing = createAlarm(needs.onSilence)
  silence.set(intervalMs + graceMs)

  function beatOnce() {
    ask()
    pinging.set(intervalMs)
  }

  function ask() {
    askedAt ??= performance.now()
    needs.ping()
  }

  /** Browsers ring the timers of hidden pages late, so silence only counts when a ping went unanswered. */
  function check() {
    const now = performance.now()
    const quietMs = intervalMs + graceMs - (now - heardAt)
    if (quietMs > 0) {
      silence.set(quietMs)
      return
    }
    if (isBeating && askedAt === null) ask()
    const leftMs = askedAt === null ? 0 : graceMs - (now - askedAt)
    if (leftMs > 0) silence.set(leftMs)
    else needs.onSilence()
  }

  return {
    /** Pings from now on; the first one at a random time, so that many clients do not ping in step. */
    beat(everyMs: number) {
      isBeating = true
      intervalMs = everyMs
      silence.off()
      silence.set(everyMs + graceMs)
      pinging.set(Math.random() * everyMs)
    },
    heard() {
      heardAt = performance.now()
      askedAt = null
      probing.off()
    },
    /** Finds out within seconds whether the connection is alive. */
    probe() {
      ask()
      probing.set(probeMs)
    },
    stop() {
      pinging.off()
      silence.off()
      probing.off()
    },
  }
}
