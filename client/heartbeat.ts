import { limits } from '#protocol/limits'
import { createAlarm } from './alarm'

interface Needs {
  ping(): void
  /** Nothing was heard for so long that the connection is taken for dead. */
  onSilence(): void
}

/** How much longer than the interval of the pings silence may last. */
const graceMs = 10_000

/** How soon an answer must come when somebody is waiting in front of the screen. */
const probeMs = 5_000

/**
 * Notices a connection that died without telling. It watches from the start, so that an attempt which gets
 * no answer ends as well, and pings once the server has said how often. Time is monotonic.
 */
export function createHeartbeat(needs: Needs) {
  let intervalMs: number = limits.heartbeatMs
  let heardAt = performance.now()
  const pinging = createAlarm(ping)
  const silence = createAlarm(check)
  const probing = createAlarm(needs.onSilence)
  silence.set(intervalMs + graceMs)

  function ping() {
    needs.ping()
    pinging.set(intervalMs)
  }

  function check() {
    const leftMs = intervalMs + graceMs - (performance.now() - heardAt)
    if (leftMs <= 0) needs.onSilence()
    else silence.set(leftMs)
  }

  return {
    /** Pings from now on; the first one at a random time, so that many clients do not ping in step. */
    beat(everyMs: number) {
      intervalMs = everyMs
      pinging.set(Math.random() * everyMs)
    },
    heard() {
      heardAt = performance.now()
      probing.off()
    },
    /** Finds out within seconds whether the connection is alive. */
    probe() {
      needs.ping()
      probing.set(probeMs)
    },
    stop() {
      pinging.off()
      silence.off()
      probing.off()
    },
  }
}
