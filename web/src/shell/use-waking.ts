import { useEffect } from 'react'
import { useClient } from './client-context'

/** Connects at once, not after the back-off, when the device comes online or the page comes to the front. */
export function useWaking() {
  const client = useClient()
  useEffect(() => {
    const wake = () => client.wake()
    const wakeWhenVisible = () => document.visibilityState === 'visible' && client.wake()
    addEventListener('online', wake)
    document.addEventListener('visibilitychange', wakeWhenVisible)
    return () => {
      removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', wakeWhenVisible)
    }
  }, [client])
}
