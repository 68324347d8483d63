/** One timer that can be set, rung before its time, and called off. */
export interface Alarm {
  /** Rings once after `ms`, unless it is set already. */
  set(ms: number): void
  /** Rings now if it is set. */
  ring(): void
  off(): void
  isSet(): boolean
}

export function createAlarm(onRing: () => void): Alarm {
  let timer: ReturnType<typeof setTimeout> | null = null

  function off() {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }

  function ring() {
    if (timer === null) return
    off()
    onRing()
  }

  return {
    set(ms) {
      timer ??= setTimeout(ring, ms)
    },
    ring,
    off,
    isSet: () => timer !== null,
  }
}
