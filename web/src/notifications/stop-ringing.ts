import { closeWhere } from './show'

/**
 * Sees to it that nothing rings here for a person who has left: the device may be shared. What was to be seen of them the
 * client takes away itself.
 */
export async function stopRinging(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  try {
    const registration = await navigator.serviceWorker.getRegistration()
    await closeWhere(() => true)
    await (await registration?.pushManager?.getSubscription())?.unsubscribe()
  } catch (error) {
    console.warn('This browser may still ring for somebody who has left.', error)
  }
}
