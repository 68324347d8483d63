const unreadIcon = '/icons/favicon-unread.svg'
let usualIcon: string | null = null
let shown = -1

/** Shows on the tab's icon, and on that of the installed program, that something is unread. */
export function showBadges(unread: number): void {
  if (unread === shown) return
  shown = unread
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  if (icon) {
    usualIcon ??= icon.href
    icon.href = unread > 0 ? unreadIcon : usualIcon
  }
  const { setAppBadge, clearAppBadge } = navigator as {
    setAppBadge?(count: number): Promise<void>
    clearAppBadge?(): Promise<void>
  }
  // Only where the program is installed; elsewhere the browser refuses it, which harms nobody.
  if (unread > 0) setAppBadge?.call(navigator, unread).catch(() => {})
  else clearAppBadge?.call(navigator).catch(() => {})
}
