import { z } from 'zod'
import { id, timestamp } from './ids'

/** Whether a person is here on any device, and when they were last seen if they are not and it is known. */
export const presence = z.object({
  user_id: id,
  is_online: z.boolean(),
  last_seen_at: z.nullable(timestamp),
})
export type Presence = z.infer<typeof presence>

/** Somebody is writing in a room right now. It is never stored, and over after `limits.typing.shownMs`. */
export const typing = z.object({ room_id: id, user_id: id, username: z.string() })
export type Typing = z.infer<typeof typing>
