import { useRef, useState } from 'react'
import { explain } from './explain'
import type { ActionState } from './use-action'

/**
 * As `useAction`, for settings that hold at once: a change begins when those before it are through, so that none is lost
 * where the server takes its time.
 */
export function useChanges<Input extends unknown[]>(
  change: (...input: Input) => Promise<void>,
): [(...input: Input) => Promise<void>, ActionState] {
  const before = useRef(Promise.resolve())
  const [underWay, setUnderWay] = useState(0)
  const [problem, setProblem] = useState<string | null>(null)

  async function take(...input: Input) {
    setUnderWay((count) => count + 1)
    try {
      await change(...input)
    } catch (error) {
      setProblem(explain(error))
    } finally {
      setUnderWay((count) => count - 1)
    }
  }

  function run(...input: Input): Promise<void> {
    setProblem(null)
    const next = before.current.then(() => take(...input))
    before.current = next.catch(() => {})
    return next
  }
  return [run, { isBusy: underWay > 0, problem }]
}
