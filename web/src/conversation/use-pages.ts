import { useCallback, useState } from 'react'
import { useClient } from '../shell/client-context'
import { explain } from '../ui/explain'

/** Loads the pages of a room's log around those held. After a failure it waits to be asked with `retry`. */
export function usePages(roomId: string) {
  const client = useClient()
  const [problem, setProblem] = useState<string | null>(null)

  const retry = useCallback(
    (load: 'loadOlder' | 'loadNewer') => {
      client[load](roomId).then(
        () => setProblem(null),
        (error: unknown) => setProblem(explain(error)),
      )
    },
    [client, roomId],
  )
  const loadOlder = useCallback(() => {
    if (problem === null) retry('loadOlder')
  }, [problem, retry])
  const loadNewer = useCallback(() => {
    if (problem === null) retry('loadNewer')
  }, [problem, retry])

  return { loadOlder, loadNewer, retry, problem }
}
