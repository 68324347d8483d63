import { m } from '#catalogue'
import type { Notifications } from '#protocol/notifications'
import { isQuiet } from '#protocol/ringing'
import { isAppleTouch, isInstalled } from '../offline/install'
import { canPush } from './push'

/** In words, why nothing would ring on this device at this moment; empty when something would. */
export function reasonsForSilence(choices: Notifications | null, isSubscribed: boolean): string[] {
  const reasons: string[] = []
  if (!isSecureContext) reasons.push(m.notifications_no_https())
  else if (isAppleTouch() && !isInstalled()) reasons.push(m.notifications_apple_first())
  else if (!('Notification' in window)) reasons.push(m.notifications_not_here())
  else if (Notification.permission === 'denied') reasons.push(m.notifications_denied())
  else if (Notification.permission === 'default') reasons.push(m.notifications_not_asked())
  else if (!canPush() || !isSubscribed) reasons.push(m.notifications_only_open())
  if (choices?.quiet_hours && isQuiet(choices.quiet_hours, new Date()))
    reasons.push(m.notifications_is_quiet())
  if (choices?.level === 'none') reasons.push(m.notifications_is_none())
  const muted = Object.values(choices?.rooms ?? {}).filter((level) => level === 'none').length
  if (muted > 0) reasons.push(m.notifications_muted_rooms({ count: muted }))
  return reasons
}
