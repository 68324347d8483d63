// The program as it is, which says how many timers wait in it when it is asked by SIGUSR2.
const waiting = new Set<unknown>()
const { setTimeout: start, clearTimeout: end } = globalThis

function counting(work: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) {
  const timer = start(() => {
    waiting.delete(timer)
    work(...given)
  }, ms)
  waiting.add(timer)
  return timer
}

Object.assign(globalThis, {
  setTimeout: counting,
  clearTimeout(timer?: ReturnType<typeof start>) {
    waiting.delete(timer)
    end(timer)
  },
})
process.on('SIGUSR2', () => console.log(`timers ${waiting.size}`))
