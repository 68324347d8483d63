import type { Room } from '#protocol/rooms'
import { useClient, useReadable } from '../shell/client-context'

/** A room of one's own list, or undefined when it is not there. */
export function useRoom(roomId: string): Room | undefined {
  return useReadable(useClient().rooms).rooms.find((room) => room.id === roomId)
}
