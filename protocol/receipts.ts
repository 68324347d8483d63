import { z } from 'zod'
import { user } from './accounts'
import { id, mark, timestamp } from './ids'
import { limits } from './limits'

/** How far somebody's devices have received a room, and how far they have read it. */
const reach = {
  delivered_seq: mark,
  /** Null where the server does not show who has read what, or either of the two people does not. */
  read_seq: z.nullable(mark),
}

/** A member of a room has received or read further. */
export const receipt = z.object({ room_id: id, user_id: id, ...reach })
export type Receipt = z.infer<typeof receipt>

/** The same of one member, as a list for the whole room has it. */
export const memberReceipt = z.object({ ...user.shape, ...reach })
export type MemberReceipt = z.infer<typeof memberReceipt>
export const receiptList = z.object({ receipts: z.array(memberReceipt) })

/** The same about one message, with the moments at which the marks passed it. */
export const messageReceipt = z.object({
  ...memberReceipt.shape,
  /** Null until then, and where the moment is not known: in large rooms, and for what is long ago. */
  delivered_at: z.nullable(timestamp),
  read_at: z.nullable(timestamp),
})
export type MessageReceipt = z.infer<typeof messageReceipt>
export const messageReceiptList = z.object({ receipts: z.array(messageReceipt) })

/** The newest number a device knows of each room. */
export const receivedMarks = z.strictObject({
  marks: z
    .record(id, mark)
    .check(
      z.refine((m) => Object.keys(m).length <= limits.receivedMarks, `at most ${limits.receivedMarks} rooms`),
    ),
})
export type ReceivedMarks = z.infer<typeof receivedMarks>
