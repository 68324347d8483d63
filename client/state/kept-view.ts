import { z } from 'zod'
import { me, user } from '#protocol/accounts'
import { messagePage } from '#protocol/messages'
import { notifications } from '#protocol/notifications'
import { memberReceipt } from '#protocol/receipts'
import { room } from '#protocol/rooms'
import { serverInfo } from '#protocol/server-info'

/** What somebody saw last: who they are, their rooms, and what they are rung for. */
export const keptView = z.object({
  me,
  server: serverInfo,
  rooms: z.array(room),
  people: z.array(user),
  notifications: z.nullable(notifications),
  /** How far others had come in rooms whose newest message is one's own, or which was open; by the ids of the rooms. */
  receipts: z.record(z.string(), z.array(memberReceipt)),
  /** Which database all of it is from. */
  epoch: z.string(),
})
export type KeptView = z.infer<typeof keptView>

/** The newest entries of a room that was open. */
export const keptLog = z.object({ room_id: z.string(), epoch: z.string(), page: messagePage })
export type KeptLog = z.infer<typeof keptLog>
