import { plant } from '../plant'

// The program says how many timers wait in it when it is asked by SIGUSR2. Who says no hello is waited for so long that
// the timer of somebody who was cut off does not end by itself.
plant([{ file: 'server/gateway/gateway.ts', instead: 'helloMs = 10_000', put: 'helloMs = 3_600_000' }])

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
