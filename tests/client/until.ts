import type { Readable } from '#client/readable'
import { patienceMs } from '../harness/patience'

/** Waits until a value is as wanted, and returns it. Fails with what the value was instead. */
export function until<Value>(
  readable: Readable<Value>,
  isWanted: (value: Value) => boolean,
  what = isWanted.toString(),
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`Waited in vain until ${what}; it is ${JSON.stringify(readable.get()).slice(0, 500)}`))
    }, patienceMs)
    const stop = readable.subscribe(look)
    function look() {
      const value = readable.get()
      if (!isWanted(value)) return
      clearTimeout(timer)
      stop()
      resolve(value)
    }
    look()
  })
}

/** Waits for something nobody tells of, looking often. */
export async function waitFor(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + patienceMs
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Waited in vain for ${isSo}`)
    await Bun.sleep(5)
  }
}
