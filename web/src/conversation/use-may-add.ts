import { useCallback, useSyncExternalStore } from 'react'
import { useClient } from '../shell/client-context'

/** Whether anything can be added to a room. Drawn again only when that changes. */
export function useMayAdd(roomId: string): boolean {
  const { rooms } = useClient()
  const subscribe = useCallback((listener: () => void) => rooms.subscribe(listener), [rooms])
  return useSyncExternalStore(subscribe, () => {
    const room = rooms.get().rooms.find(({ id }) => id === roomId)
    return room?.is_closed !== true
  })
}
