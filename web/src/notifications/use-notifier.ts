import { useEffect } from 'react'
import { useClient, useMe } from '../shell/client-context'
import { firstPainted } from '../ui/first-painted'
import { rememberNewest } from './newest'

/**
 * Rings while the page is open. It is loaded when the page is painted already; what came before it was there rings as soon as
 * it is.
 */
export function useNotifier() {
  const client = useClient()
  const { id, is_guest } = useMe()
  useEffect(() => {
    const newest = rememberNewest(client)
    let end: (() => void) | null = null
    let isOver = false
    void firstPainted
      .then(() => import('./start'))
      .then(({ start }) => {
        if (!isOver) end = start(client, id, is_guest, newest.get())
      }, ignoreMissing)
    return () => {
      isOver = true
      newest.end()
      end?.()
    }
  }, [client, id, is_guest])
}

/** Without network the script may be missing; then nothing comes that could ring. */
function ignoreMissing(error: unknown): void {
  console.warn('Nothing rings in this page.', error)
}
