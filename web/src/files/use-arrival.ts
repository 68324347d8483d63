import { useState } from 'react'
import { useClient } from '../shell/client-context'
import { explain } from '../ui/explain'

/**
 * What happens while a file is fetched by the browser itself. When that fails the server is asked why: a session that had
 * run out is renewed by that, and the file is fetched once more.
 */
export function useArrival(path: string) {
  const client = useClient()
  const [attempt, setAttempt] = useState(0)
  const [hasAsked, setAsked] = useState(false)
  const [isThere, setThere] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function onError() {
    try {
      await client.requester.empty({ method: 'HEAD', path })
      if (hasAsked) setProblem('')
      else setAttempt(attempt + 1)
      setAsked(true)
    } catch (error) {
      setProblem(explain(error))
    }
  }

  return {
    /** Another one for each attempt: the browser fetches anew what is drawn anew. */
    attempt,
    isThere,
    /** Why it does not come; empty where nobody knows. */
    problem,
    onLoad: () => setThere(true),
    onError: () => void onError(),
    retry() {
      setProblem(null)
      setAsked(false)
      setAttempt(attempt + 1)
    },
  }
}
