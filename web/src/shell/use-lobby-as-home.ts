import { useEffect } from 'react'
import type { Place } from './address'
import { useClient, useReadable } from './client-context'
import { replacePlace, roomPath } from './router'

/** Whoever has no room but the lobby, such as a guest, is led into it. */
export function useLobbyAsHome(where: Place) {
  const { rooms } = useReadable(useClient().rooms)
  const [only] = rooms
  const lobbyId = rooms.length === 1 && only?.room_type === 'lobby' ? only.id : null
  useEffect(() => {
    if (where.page === 'home' && lobbyId !== null) replacePlace(roomPath(lobbyId))
  }, [where, lobbyId])
}
