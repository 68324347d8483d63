import type { Client } from '#client/client'
import type { Newest } from './newest'
import { startNotifier } from './notifier'
import { renewSubscription } from './push'

/**
 * Begins to ring for somebody who is signed in, for what is newer than `newest`, and tells the server that this browser is
 * here. Returns what ends it.
 */
export function start(client: Client, meId: string, isGuest: boolean, newest: Newest | null): () => void {
  if (!isGuest) {
    renewSubscription(client).catch((error: unknown) =>
      console.warn('Pushes may not reach this page.', error),
    )
  }
  return startNotifier(client, meId, newest)
}
