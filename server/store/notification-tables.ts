import type { Level } from '#protocol/notifications'
import type { Time } from './time'

/** What somebody wants to be rung for; without a row, what is usual. */
export interface NotificationChoicesTable {
  account_id: string
  level: Level
  /** JSON: `quietHours` in protocol/notifications. Null for none. */
  quiet_hours: string | null
  shows_text: 0 | 1
}

/** For what somebody is rung in one of their rooms, where that is not as everywhere. It goes with their membership. */
export interface RoomLevelsTable {
  account_id: string
  room_id: string
  level: Level
}

/** Where pushes reach the browser of a session. It goes with the session. */
export interface PushSubscriptionsTable {
  session_id: string
  account_id: string
  endpoint: string
  p256dh: string
  auth: string
  /** When somebody last did something on that device, as far as it was noted. */
  active_at: Time
  /** Since when it has been rung without anybody doing anything there; null for not at all. */
  rung_since: Time | null
  last_at: Time | null
  /** What the push service answered then; null when it could not be reached. */
  last_status: number | null
}

/** A person is to be rung for a room, one device at a time. */
export interface RingsTable {
  account_id: string
  room_id: string
  /** The newest text to ring for. */
  seq: number
  devices_rung: number
  attempts: number
  due_at: Time
  expires_at: Time
}

export interface NotificationTables {
  notification_choices: NotificationChoicesTable
  room_levels: RoomLevelsTable
  push_subscriptions: PushSubscriptionsTable
  rings: RingsTable
}
