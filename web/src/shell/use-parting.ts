import { useEffect } from 'react'
import { useClient } from './client-context'

/** Says what waits to be said before the page may be closed: a page that is out of sight may never come back. */
export function useParting() {
  const client = useClient()
  useEffect(() => {
    const part = () => client.flush()
    const partWhenHidden = () => document.visibilityState === 'hidden' && client.flush()
    addEventListener('pagehide', part)
    document.addEventListener('visibilitychange', partWhenHidden)
    return () => {
      removeEventListener('pagehide', part)
      document.removeEventListener('visibilitychange', partWhenHidden)
    }
  }, [client])
}
