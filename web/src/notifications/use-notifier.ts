import { useEffect } from 'react'
import { useClient, useMe } from '../shell/client-context'

/** Rings while the page is open. It is loaded when the page is painted already. */
export function useNotifier() {
  const client = useClient()
  const { id, is_guest } = useMe()
  useEffect(() => {
    let end: (() => void) | null = null
    let isOver = false
    void import('./start').then(({ start }) => {
      if (!isOver) end = start(client, id, is_guest)
    }, ignoreMissing)
    return () => {
      isOver = true
      end?.()
    }
  }, [client, id, is_guest])
}

/** Without network the script may be missing; then nothing comes that could ring. */
function ignoreMissing(error: unknown): void {
  console.warn('Nothing rings in this page.', error)
}
