import { useEffect } from 'react'
import { roomName } from '../rooms/room-name'
import { useClient, useReadable } from './client-context'
import type { Place } from './router'

/** Keeps the tab's title at the room shown and the number of unread messages. */
export function usePageTitle(where: Place) {
  const { rooms } = useReadable(useClient().rooms)
  const room = where.page === 'room' ? rooms.find(({ id }) => id === where.roomId) : undefined
  const unread = rooms.reduce((sum, { unread_count }) => sum + unread_count, 0)
  const title = `${unread > 0 ? `(${unread}) ` : ''}${room ? `${roomName(room)} · ` : ''}Natter`

  useEffect(() => {
    document.title = title
    return () => {
      document.title = 'Natter'
    }
  }, [title])
}
