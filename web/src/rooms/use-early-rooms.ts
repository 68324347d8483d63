import { useEffect } from 'react'
import { useClient, useReadable } from '../shell/client-context'

/**
 * Asks for the rooms while the socket is on its way, where this device has kept none: what is shown first need not wait for it, nor
 * go without behind a proxy that lets no socket through. An answer counts no more when the attempt ends, so each asks anew.
 */
export function useEarlyRooms() {
  const client = useClient()
  const { phase } = useReadable(client.connection)
  const { isLoaded } = useReadable(client.rooms)
  useEffect(() => {
    const isOnItsWay = phase === 'connecting' || phase === 'waiting'
    if (isOnItsWay && !isLoaded) void client.loadRooms()
  }, [client, phase, isLoaded])
}
