import { notificationIcon } from '../offline/names'
import { withNotifications } from '../offline/with-notifications'
import { goTo } from '../shell/router'

interface Notice {
  body: string
  /** Another with the same tag takes its place. */
  tag: string
  /** Where a press on it leads. */
  path: string
}

/**
 * Shows a notification of the system, if its person has allowed that. It makes no sound: the page does. Resolves to what
 * takes it away again.
 */
export async function showNotification(title: string, { body, tag, path }: Notice): Promise<() => void> {
  if (!('Notification' in window) || Notification.permission !== 'granted') return () => {}
  const options = { body, icon: notificationIcon, tag, data: path, silent: true }
  const registration = await navigator.serviceWorker?.getRegistration()
  if (registration?.active) {
    await withNotifications(() => registration.showNotification(title, options))
    return () => void closeNotifications(tag)
  }
  const shown = new Notification(title, options)
  shown.onclick = () => {
    window.focus()
    shown.close()
    goTo(path)
  }
  return () => shown.close()
}

/** Takes away all notifications of which this holds, also those that were pushed. */
export async function closeWhere(holds: (shown: Notification) => boolean): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration()
  if (!registration) return
  await withNotifications(async () => {
    for (const shown of await registration.getNotifications()) if (holds(shown)) shown.close()
  })
}

/** Takes away what is shown under a tag, also what was pushed. */
export async function closeNotifications(tag: string): Promise<void> {
  await closeWhere((shown) => shown.tag === tag)
}
