import { useCallback } from 'react'
import { goTo, messagePath } from '../shell/router'

/**
 * Returns what leads to a message of a room, from anywhere: the room is opened around it and points it out. It is a step
 * of the browser's history, so Back leads back, and its address can be passed on.
 */
export function useJump(roomId: string): (seq: number) => void {
  return useCallback((seq) => goTo(messagePath(roomId, seq)), [roomId])
}
