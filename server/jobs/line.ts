/** Work that many ask for at once and few may do at a time. */
export interface Line {
  /** Does this work when it is its turn. Resolves or rejects as the work does. */
  run<Result>(work: () => Promise<Result>): Promise<Result>
}

/** Lets so many work at a time; all others wait, in the order in which they came. */
export function createLine(most: number): Line {
  const waiting: (() => void)[] = []
  let working = 0

  return {
    async run(work) {
      if (working === most) await new Promise<void>((begin) => waiting.push(begin))
      else working++
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else working--
      }
    },
  }
}
