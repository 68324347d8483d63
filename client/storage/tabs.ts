import { z } from 'zod'
import { message } from '#protocol/messages'
import type { Companions, OutboxNews } from '../ports'

/** Another tab may run an older or newer program than this one. */
const news = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed') }),
  z.object({ type: z.literal('stored'), message }),
])

/**
 * Joins the tabs of one browser that have something of this name in common. A tab that is closed or crashes loses its
 * turn to the next one. Where the browser has no Web Locks, as on pages over plain HTTP, it is everybody's turn: the
 * server's key then keeps doubles out.
 */
export function joinTabs(name: string, onNews: (news: OutboxNews) => void): Companions {
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }) => {
    const told = news.safeParse(data)
    if (told.success) onNews(told.data)
  }

  function request(onTurn: (isMine: boolean) => void, isSeized: boolean): () => void {
    const { locks } = navigator as { locks?: LockManager }
    if (!locks) {
      onTurn(true)
      return () => {}
    }
    const end = Promise.withResolvers<void>()
    const calledOff = new AbortController()
    let isMine = false
    const options = isSeized ? { steal: true } : { signal: calledOff.signal }
    locks
      .request(name, options, () => {
        if (calledOff.signal.aborted) return
        isMine = true
        onTurn(true)
        return end.promise
      })
      .catch((error: unknown) => {
        if (!(error instanceof DOMException) || error.name !== 'AbortError') throw error
        if (isMine) onTurn(false)
      })
    return () => {
      isMine = false
      end.resolve()
      calledOff.abort()
    }
  }

  return {
    tell: (told) => channel.postMessage(told),
    queue: (onTurn) => request(onTurn, false),
    seize: (onTurn) => request(onTurn, true),
    leave: () => channel.close(),
  }
}
