import type { Room } from '#protocol/rooms'
import { useIsEstranged } from '../contacts/use-contacts'
import { useClient, usePolicy, useReadable } from '../shell/client-context'
import { wanted } from './wanted'

/** Whether this is a direct room whose other one can be called. */
export function useMayCall(room: Room): boolean {
  const isEstranged = useIsEstranged(room)
  return usePolicy().calls && room.peer !== null && !room.is_closed && !isEstranged
}

/** Whether this person is in a call, is called, or calls somebody. */
export function useIsCalling(): boolean {
  const call = useReadable(useClient().calls.current)
  return useReadable(wanted) !== null || (call !== null && call.call.phase !== 'ended')
}
