import type { Socket } from './connection'

/** Nobody who is there stays silent for so long: clients ping, and every WebSocket answers a ping. */
const mostSilentMs = 60_000
const pingAfterMs = 30_000
const lookEveryMs = 5_000

/** Ends connections that died without telling. */
export interface SilenceWatch {
  start(): void
  stop(): void
}

/**
 * Counts what is heard only. The runtime's own `idleTimeout` counts what is sent as well, so that a dead connection would
 * seem alive for as long as others write to it.
 */
export function createSilenceWatch(open: ReadonlySet<Socket>): SilenceWatch {
  let timer: ReturnType<typeof setInterval> | null = null

  function look(): void {
    const now = performance.now()
    for (const socket of [...open]) {
      const silentMs = now - socket.data.heardAt
      if (silentMs >= mostSilentMs) socket.terminate()
      else if (silentMs >= pingAfterMs) socket.ping()
    }
  }

  return {
    start() {
      timer = setInterval(look, lookEveryMs)
    },
    stop() {
      if (timer) clearInterval(timer)
    },
  }
}
