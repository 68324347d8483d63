import { z } from 'zod'
import { me, user } from '#protocol/accounts'
import { messagePage } from '#protocol/messages'
import { room } from '#protocol/rooms'
import { serverInfo } from '#protocol/server-info'

/** What somebody saw last: who they are, their rooms, and the newest entries of the room opened last. */
export const keptView = z.object({
  me,
  server: serverInfo,
  rooms: z.array(room),
  people: z.array(user),
  /** Which database all of it is from. */
  epoch: z.string(),
  log: z.object({ room_id: z.string(), page: messagePage }).nullable(),
})
export type KeptView = z.infer<typeof keptView>
