import { useCallback, useEffect, useState } from 'react'
import { unchanged } from '#client/unchanged'
import type { ServerInfo } from '#protocol/server-info'
import { explain } from '../ui/explain'
import { useClient } from './client-context'
import { firstRoomId } from './kept-view'

interface Start {
  /** Null until the server has told it, or this device remembers what it told. */
  server: ServerInfo | null
  /** Why the start failed, for people. */
  problem: string | null
  /** Tries once more, as happens by itself when the device comes online. */
  start: () => void
}

/** Asks the server what it allows and who is signed in; `kept` is what it allowed at another time, if that is known already. */
export function useStart(kept: ServerInfo | null): Start {
  const client = useClient()
  const [server, setServer] = useState(kept)
  const [problem, setProblem] = useState<string | null>(null)

  const start = useCallback(() => {
    setProblem(null)
    client.showKept(firstRoomId).then((remembered) => setServer((told) => told ?? remembered))
    Promise.all([client.serverInfo(), client.start()]).then(
      ([info]) => setServer((told) => unchanged(told, info)),
      (error: unknown) => setProblem(explain(error)),
    )
  }, [client])

  useEffect(start, [start])
  useEffect(() => {
    if (problem === null) return
    addEventListener('online', start)
    return () => removeEventListener('online', start)
  }, [problem, start])
  return { server, problem, start }
}
