import { z } from 'zod'
import { callId, callMedia } from './calls'
import { fileLabel } from './files'
import { id, seq, timestamp } from './ids'
import { roomType } from './rooms'

/** For what one is rung: every text, those that are meant for oneself, or nothing. */
export const level = z.enum(['all', 'mentions', 'none'])
export type Level = z.infer<typeof level>

/** Minutes after midnight. */
const minute = z.int().check(z.gte(0), z.lte(24 * 60 - 1))

/** From one minute of the day to another one, in the time zone where the person is. They may span midnight. */
export const quietHours = z.strictObject({
  from: minute,
  to: minute,
  time_zone: z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(64),
      z.refine(isTimeZone, 'must be a time zone such as Europe/Berlin'),
    ),
})
export type QuietHours = z.infer<typeof quietHours>

const choices = {
  /** For rooms without a level of their own. */
  level,
  quiet_hours: z.nullable(quietHours),
  /** Notifications say what was written, not only who wrote. */
  shows_text: z.boolean(),
}

/** What somebody wants to be rung for, on all their devices the same. `rooms` has those with a level of their own. */
export const notifications = z.object({ ...choices, rooms: z.record(id, level) })
export type Notifications = z.infer<typeof notifications>

/** What is left out stays as it is. */
export const changeNotifications = z.strictObject({
  level: z.optional(choices.level),
  quiet_hours: z.optional(choices.quiet_hours),
  shows_text: z.optional(choices.shows_text),
})
export type ChangeNotifications = z.infer<typeof changeNotifications>

/** Null goes back to the level for all rooms. */
export const changeRoomNotifications = z.strictObject({ level: z.nullable(level) })

const keyText = (characters: number) =>
  z.string().check(z.regex(new RegExp(`^[A-Za-z0-9_-]{${characters}}={0,2}$`)))

/** What a browser hands out to be reached by: the address at its push service, and the keys that only it can read with. */
export const pushSubscription = z.strictObject({
  endpoint: z.string().check(z.minLength(1), z.maxLength(1024)),
  expirationTime: z.optional(z.nullable(z.number())),
  keys: z.strictObject({ p256dh: keyText(87), auth: keyText(22) }),
})
export type PushSubscriptionInput = z.infer<typeof pushSubscription>

/** What became of the last push to a device. */
export const pushOutcome = z.object({
  at: timestamp,
  /** What the push service answered; null when it could not be reached. */
  status: z.nullable(z.int()),
  is_accepted: z.boolean(),
})
export type PushOutcome = z.infer<typeof pushOutcome>

export const pushDevice = z.object({
  session_id: id,
  device: z.string(),
  is_current: z.boolean(),
  is_subscribed: z.boolean(),
  last: z.nullable(pushOutcome),
})
export type PushDevice = z.infer<typeof pushDevice>

/** `public_key` is what a browser must be given so that it takes pushes from this server alone. */
export const pushDevices = z.object({ public_key: z.string(), devices: z.array(pushDevice) })
export type PushDevices = z.infer<typeof pushDevices>

/** What is in a push, once the browser has decrypted it. */
export const pushContent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    room_id: id,
    seq,
    sender: z.string(),
    room_type: roomType,
    /** Null in a direct room, which is named after the sender. The lobby has a name in each language. */
    room: z.nullable(z.string()),
    /** Null when the person does not want it to be shown. */
    text: z.nullable(z.string()),
    /** The first of its files, and how many there are, where that says all there is to show. */
    file: z.nullable(z.object({ ...fileLabel.shape, count: z.int(), are_pictures: z.boolean() })),
    /** In all rooms: what the icon of the installed program shows. */
    unread_count: z.int(),
  }),
  /** Somebody calls, and waits. */
  z.object({
    kind: z.literal('call'),
    call_id: callId,
    /** Null where they call each other without a room. */
    room_id: z.nullable(id),
    caller: z.string(),
    media: callMedia,
  }),
  z.object({
    kind: z.literal('missed_call'),
    room_id: id,
    seq,
    caller: z.string(),
    media: callMedia,
    unread_count: z.int(),
  }),
  z.object({ kind: z.literal('test') }),
])
export type PushContent = z.infer<typeof pushContent>

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
