import { useEffect, useEffectEvent, useState } from 'react'
import { explain } from './explain'

interface Fetched<Value> {
  /** The newest answer; null until there was one. */
  value: Value | null
  problem: string | null
}

/** What the server answers, asked again whenever `key` changes. Until then the old answer stays. */
export function useFetched<Key, Value>(key: Key, fetch: (key: Key) => Promise<Value>): Fetched<Value> {
  const [state, setState] = useState<Fetched<Value>>({ value: null, problem: null })
  const ask = useEffectEvent(fetch)

  useEffect(() => {
    let isWanted = true
    ask(key).then(
      (value) => isWanted && setState({ value, problem: null }),
      (error: unknown) => isWanted && setState(({ value }) => ({ value, problem: explain(error) })),
    )
    return () => {
      isWanted = false
    }
  }, [key])
  return state
}
