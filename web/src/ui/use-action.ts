import { useState } from 'react'
import { explain } from './explain'

export interface ActionState {
  isBusy: boolean
  /** Why the last run failed, for people. */
  problem: string | null
}

/**
 * Runs something that may fail and keeps what to show meanwhile and afterwards.
 * @returns a function that resolves to whether it worked, and the state. A second run while one is under way
 *   does nothing.
 */
export function useAction<Input extends unknown[]>(
  action: (...input: Input) => Promise<void>,
): [(...input: Input) => Promise<boolean>, ActionState] {
  const [state, setState] = useState<ActionState>({ isBusy: false, problem: null })

  async function run(...input: Input) {
    if (state.isBusy) return false
    setState({ isBusy: true, problem: null })
    let problem: string | null = null
    try {
      await action(...input)
      return true
    } catch (error) {
      problem = explain(error)
      return false
    } finally {
      setState({ isBusy: false, problem })
    }
  }
  return [run, state]
}
