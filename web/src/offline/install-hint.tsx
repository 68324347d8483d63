import { m } from '#catalogue'
import { useReadable } from '../shell/client-context'
import { Button } from '../ui/button'
import { install, installOffer, isAppleTouch, isInstalled } from './install'

/** How this page becomes a program of the device, where that can be. */
export function InstallHint() {
  const offer = useReadable(installOffer)
  if (isInstalled()) return null
  if (offer) return <Button onClick={() => void install()}>{m.notifications_install()}</Button>
  return isAppleTouch() ? <p className="text-note text-soft-ink">{m.notifications_install_apple()}</p> : null
}
