import type { QuietHours } from '#protocol/notifications'

const hour = 60
const day = 24 * hour

/** Quiet hours that began an hour ago and last an hour more, at whatever time of the day a test runs. */
export function quietNow(): QuietHours {
  const now = new Date()
  const minute = now.getUTCHours() * hour + now.getUTCMinutes()
  return { from: (minute - hour + day) % day, to: (minute + hour) % day, time_zone: 'UTC' }
}
