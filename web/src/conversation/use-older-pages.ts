import { useCallback, useState } from 'react'
import { useClient } from '../shell/client-context'
import { explain } from '../ui/explain'

/** Loads older pages of a room's log. After a failure it waits to be asked with `retry`. */
export function useOlderPages(roomId: string) {
  const client = useClient()
  const [problem, setProblem] = useState<string | null>(null)

  const retry = useCallback(() => {
    client.loadOlder(roomId).then(
      () => setProblem(null),
      (error: unknown) => setProblem(explain(error)),
    )
  }, [client, roomId])
  const load = useCallback(() => {
    if (problem === null) retry()
  }, [problem, retry])

  return { load, retry, problem }
}
