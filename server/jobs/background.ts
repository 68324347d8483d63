/** Work that begins when its answer has been given, so that the answer tells nothing of it. */
export interface Background {
  run(work: () => Promise<void>): void
  /** Resolves when nothing runs any more. */
  settled(): Promise<void>
}

/** `onError` hears what went wrong: nobody waits for such work. */
export function createBackground(onError: (error: unknown) => void): Background {
  const running = new Set<Promise<void>>()
  return {
    run(work) {
      const done = afterThisTurn()
        .then(work)
        .catch(onError)
        .finally(() => running.delete(done))
      running.add(done)
    },
    async settled() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}

function afterThisTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
