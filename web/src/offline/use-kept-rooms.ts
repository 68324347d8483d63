import { useEffect } from 'react'
import { useClient, useReadable } from '../shell/client-context'

/** Shows the rooms as they were when there is no connection from the start: the list usually comes with that. */
export function useKeptRooms() {
  const client = useClient()
  const { phase } = useReadable(client.connection)
  const { isLoaded } = useReadable(client.rooms)
  const isWithout = phase === 'waiting' && !isLoaded
  useEffect(() => {
    if (isWithout) void client.loadRooms()
  }, [client, isWithout])
}
