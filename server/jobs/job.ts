interface Work {
  /** When something is due next (milliseconds since 1970); undefined when nothing waits. */
  nextDue(): Promise<number | undefined>
  /** Does some of what is due by now, if anything is, so that it is due no more. */
  run(): Promise<void>
  /** Hears what went wrong: nobody waits for a job. */
  onError(error: unknown): void
}

/** Work that the database knows the time of. */
export interface Job {
  /** Looks at once whether something is due. Call it after the commit that made it so. */
  wake(): void
  /** Begins no more work. Resolves when what is under way has ended. */
  stop(): Promise<void>
}

/** A row may become due without anybody waking the job, on another node. */
const longestPauseMs = 60_000
const pauseAfterErrorMs = 5_000

/** Runs due work, one round at a time, with a single timer to the next. It sleeps until it is first woken. */
export function createJob({ nextDue, run, onError }: Work): Job {
  let timer: ReturnType<typeof setTimeout> | null = null
  let running: Promise<void> | null = null
  let isWoken = false
  let isStopped = false

  function wake() {
    isWoken = true
    if (isStopped || running) return
    if (timer) clearTimeout(timer)
    timer = null
    running = rounds().finally(() => {
      running = null
      if (isWoken) wake()
    })
  }

  async function rounds(): Promise<void> {
    let pauseMs = 0
    while (!isStopped && (isWoken || pauseMs <= 0)) {
      isWoken = false
      pauseMs = await round()
    }
    if (!isStopped) timer = setTimeout(wake, Math.min(pauseMs, longestPauseMs))
  }

  /** Returns how long to wait for the next one. */
  async function round(): Promise<number> {
    try {
      const due = await nextDue()
      if (due === undefined) return longestPauseMs
      if (due > Date.now()) return due - Date.now()
      await run()
      return 0
    } catch (error) {
      onError(error)
      return pauseAfterErrorMs
    }
  }

  return {
    wake,
    async stop() {
      isStopped = true
      if (timer) clearTimeout(timer)
      await running
    },
  }
}
