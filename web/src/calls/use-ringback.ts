import { useEffect } from 'react'
import { startRingback } from './ringing'

/** Sounds as long as the other side is rung. */
export function useRingback(isRinging: boolean) {
  useEffect(() => (isRinging ? startRingback() : undefined), [isRinging])
}
