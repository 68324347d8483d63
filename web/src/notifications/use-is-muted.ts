import { useClient, useReadable } from '../shell/client-context'
import { isMuted } from './unread-total'

/** Whether nothing in this room rings. */
export function useIsMuted(roomId: string): boolean {
  return isMuted(useReadable(useClient().notifications), roomId)
}
