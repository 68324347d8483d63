import type { Client } from '#client/client'
import type { Me } from '#protocol/accounts'
import { keptCache, keptPaths, mePath } from './names'

/**
 * Keeps who is signed in, so that the page opens without network as theirs, and sees to it that nothing of them is left
 * when they sign out, or another one signs in: the device may be shared.
 */
export function keepSession(client: Client): void {
  if (!('caches' in window) || !('serviceWorker' in navigator)) return
  let meId: string | null = null
  let work: Promise<void> = Promise.resolve()
  /** One after the other: what one person leaves is gone before anything of the next is kept. */
  const afterwards = (next: () => Promise<void>) => {
    work = work
      .then(next)
      .catch((error: unknown) => console.warn('This page may not open without network.', error))
  }

  function look(): void {
    const session = client.session.get()
    if (session.phase === 'unknown') return
    const me = session.phase === 'signed_in' ? session.me : null
    if (me === null || (meId !== null && meId !== me.id)) afterwards(forget)
    meId = me?.id ?? null
    if (me && navigator.serviceWorker.controller) afterwards(() => keep(me))
  }

  client.session.subscribe(look)
  // On the first visit the worker takes over when the page has had its answers already.
  navigator.serviceWorker.addEventListener('controllerchange', look)
  look()
}

/** What was asked for before the worker was there is asked for once more; it keeps the answers. */
async function keep(me: Me): Promise<void> {
  const cache = await caches.open(keptCache)
  await cache.delete(mePath, { ignoreVary: true })
  await cache.put(mePath, Response.json(me))
  for (const path of keptPaths) if (!(await cache.match(path, { ignoreVary: true }))) await fetch(path)
}

async function forget(): Promise<void> {
  await caches.delete(keptCache)
  const registration = await navigator.serviceWorker.getRegistration()
  for (const shown of (await registration?.getNotifications()) ?? []) shown.close()
  await (await registration?.pushManager?.getSubscription())?.unsubscribe()
}
