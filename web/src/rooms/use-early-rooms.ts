import { useEffect } from 'react'
import { useClient, useReadable } from '../shell/client-context'

/**
 * Asks for the rooms while the socket is on its way, where this device has kept none: what is shown first need not wait for it, nor
 * go without behind a proxy that lets no socket through.
 */
export function useEarlyRooms() {
  const client = useClient()
  const { phase } = useReadable(client.connection)
  const { isLoaded } = useReadable(client.rooms)
  const isWithout = phase !== 'catching_up' && phase !== 'up_to_date' && !isLoaded
  useEffect(() => {
    if (isWithout) void client.loadRooms()
  }, [client, isWithout])
}
