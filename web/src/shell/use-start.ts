import { useCallback, useEffect, useState } from 'react'
import { unchanged } from '#client/unchanged'
import type { ServerInfo } from '#protocol/server-info'
import { explain } from '../ui/explain'
import { useClient } from './client-context'
import { place } from './router'

interface Start {
  /** Null until the server has told it, or this device remembers what it told. */
  server: ServerInfo | null
  /** Why the start failed, for people. */
  problem: string | null
  /** Tries once more, as happens by itself when the device comes online. */
  start: () => void
}

/** Asks the server what it allows and who is signed in. */
export function useStart(): Start {
  const client = useClient()
  const [server, setServer] = useState<ServerInfo | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  const start = useCallback(() => {
    setProblem(null)
    client.showKept(shownRoomId()).then((kept) => setServer((told) => told ?? kept))
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

function shownRoomId(): string | null {
  const where = place.get()
  return where.page === 'room' ? where.roomId : null
}
