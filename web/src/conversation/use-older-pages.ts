import { useCallback, useState } from 'react'
import type { Client } from '#client/client'
import type { Readable } from '#client/readable'
import type { LogState } from '#client/state/types'
import { useClient } from '../shell/client-context'
import { explain } from '../ui/explain'

/** A quote further up than this many pages is not gone after. */
const mostPages = 20

/** Loads older pages of a room's log. After a failure it waits to be asked with `retry`. */
export function useOlderPages(roomId: string) {
  const client = useClient()
  const [problem, setProblem] = useState<string | null>(null)

  const attempt = useCallback((loading: Promise<void>) => {
    return loading.then(
      () => setProblem(null),
      (error: unknown) => setProblem(explain(error)),
    )
  }, [])
  const retry = useCallback(() => attempt(client.loadOlder(roomId)), [attempt, client, roomId])
  const load = useCallback(() => {
    if (problem === null) retry()
  }, [problem, retry])
  /** Loads pages until the entry with this number is held, or it turns out to be too far up. */
  const loadTo = useCallback((seq: number) => attempt(reach(client, roomId, seq)), [attempt, client, roomId])

  return { load, loadTo, retry, problem }
}

async function reach(client: Client, roomId: string, seq: number): Promise<void> {
  const log = client.log(roomId)
  for (let page = 0; page < mostPages; page++) {
    const { messages, hasOlder, isLoadingOlder } = log.get()
    const isHeld = (messages[0]?.seq ?? 0) <= seq
    if (isHeld || !hasOlder) return
    await (isLoadingOlder ? pageLoaded(log) : client.loadOlder(roomId))
  }
}

/** Resolves when the page that is on its way has come, or will not come. */
function pageLoaded(log: Readable<LogState>): Promise<void> {
  return new Promise((resolve) => {
    const stop = log.subscribe(() => {
      if (log.get().isLoadingOlder) return
      stop()
      resolve()
    })
  })
}
