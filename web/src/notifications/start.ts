import type { Client } from '#client/client'
import { startNotifier } from './notifier'
import { renewSubscription } from './push'

/** Begins to ring for somebody who is signed in, and tells the server that this browser is here. Returns what ends it. */
export function start(client: Client, meId: string, isGuest: boolean): () => void {
  if (!isGuest) {
    renewSubscription(client).catch((error: unknown) =>
      console.warn('Pushes may not reach this page.', error),
    )
  }
  return startNotifier(client, meId)
}
