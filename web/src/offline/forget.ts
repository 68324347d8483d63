import type { Client } from '#client/client'
import { keptCache } from './names'

/**
 * Sees to it that what is kept for one person is gone when they sign out, and before another one signs in: the device
 * may be shared.
 */
export function forgetWithSession(client: Client): void {
  let meId: string | null = null
  const look = () => {
    const session = client.session.get()
    if (session.phase === 'unknown') return
    const nextId = session.phase === 'signed_in' ? session.me.id : null
    if (nextId === null || (meId !== null && meId !== nextId)) void forget()
    meId = nextId
  }
  client.session.subscribe(look)
  look()
}

async function forget(): Promise<void> {
  if ('caches' in window) await caches.delete(keptCache)
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.getRegistration()
  for (const shown of (await registration?.getNotifications()) ?? []) shown.close()
  await (await registration?.pushManager?.getSubscription())?.unsubscribe()
}
