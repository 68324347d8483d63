import { useEffect } from 'react'
import { unreadTotal } from '../notifications/unread-total'
import { roomName } from '../rooms/room-name'
import type { Place } from './address'
import { useClient, useReadable } from './client-context'

/** Keeps the tab's title at the room shown and the number of unread messages. */
export function usePageTitle(where: Place) {
  const client = useClient()
  const { rooms } = useReadable(client.rooms)
  const unread = unreadTotal(rooms, useReadable(client.notifications))
  const room = where.page === 'room' ? rooms.find(({ id }) => id === where.roomId) : undefined
  const title = `${unread > 0 ? `(${unread}) ` : ''}${room ? `${roomName(room)} · ` : ''}Natter`

  useEffect(() => {
    document.title = title
    return () => {
      document.title = 'Natter'
    }
  }, [title])
}
