import { useEffect } from 'react'
import { useClient, useReadable } from '../shell/client-context'

/** Asks for the rooms when there is no socket from the start, as behind a proxy that lets none through: it usually brings them. */
export function useEarlyRooms() {
  const client = useClient()
  const { phase } = useReadable(client.connection)
  const { isLoaded } = useReadable(client.rooms)
  const isWithout = phase === 'waiting' && !isLoaded
  useEffect(() => {
    if (isWithout) void client.loadRooms()
  }, [client, isWithout])
}
