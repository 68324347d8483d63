import type { Client } from '#client/client'

/**
 * Sees to it that nothing rings here for a person who has signed out, or in whose place another one signs in: the device
 * may be shared. What was to be seen of them the client takes away itself.
 */
export function stopRingingFor(client: Client): void {
  if (!('serviceWorker' in navigator)) return
  let meId: string | null = null

  function look(): void {
    const session = client.session.get()
    if (session.phase === 'unknown') return
    const next = session.phase === 'signed_in' ? session.me.id : null
    if (next === null || (meId !== null && meId !== next)) stopRinging().catch(warn)
    meId = next
  }

  client.session.subscribe(look)
  look()
}

async function stopRinging(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration()
  for (const shown of (await registration?.getNotifications()) ?? []) shown.close()
  await (await registration?.pushManager?.getSubscription())?.unsubscribe()
}

function warn(error: unknown): void {
  console.warn('This browser may still ring for somebody who has left.', error)
}
