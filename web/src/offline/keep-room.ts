import type { Client } from '#client/client'
import { limits } from '#protocol/limits'
import type { MessagePage } from '#protocol/messages'
import { keptCache, newestPagePath } from './names'

const pauseMs = 1_500

/**
 * Keeps the newest lines of a room as they are shown, in place of those that were fetched when it was opened, so that it
 * opens without network as it was left. Returns what ends that.
 */
export function keepRoom(client: Client, roomId: string): () => void {
  if (!('caches' in window)) return () => {}
  const log = client.log(roomId)
  let timer: ReturnType<typeof setTimeout> | null = null

  function keepSoon(): void {
    timer ??= setTimeout(keepNow, pauseMs)
  }

  function keepNow(): void {
    if (timer) clearTimeout(timer)
    timer = null
    const { status, messages, hasOlder, hasNewer } = log.get()
    const newest = messages.at(-1)
    if (status !== 'ready' || hasNewer || !newest) return
    const head = client.rooms.get().rooms.find(({ id }) => id === roomId)?.last_seq ?? newest.changed_seq
    const page: MessagePage = {
      messages: messages.slice(-limits.historyPage.usual).toReversed(),
      has_older: hasOlder || messages.length > limits.historyPage.usual,
      has_newer: false,
      head,
    }
    void put(newestPagePath(roomId), page)
  }

  const stop = log.subscribe(keepSoon)
  return () => {
    stop()
    if (timer) keepNow()
  }
}

/** Only where there is something kept already: without a service worker nothing would ever read it. */
async function put(path: string, page: MessagePage): Promise<void> {
  if (!(await caches.has(keptCache))) return
  const cache = await caches.open(keptCache)
  await cache.delete(path, { ignoreVary: true })
  await cache.put(path, Response.json(page))
}
