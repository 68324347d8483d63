import type { Presence } from '#protocol/presence'
import type { Room } from '#protocol/rooms'
import { useClient, useReadable } from '../shell/client-context'

/** How it is with the other person of a direct room, if that is known. */
export function usePeer(room: Room): Presence | undefined {
  const people = useReadable(useClient().presence)
  return room.peer === null ? undefined : people.get(room.peer.id)
}

/** Whether the other person of a direct room is online. */
export function useIsPeerOnline(room: Room): boolean {
  return usePeer(room)?.is_online ?? false
}
