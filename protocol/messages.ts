import { z } from 'zod'
import { attachment, fileLabel, type SentAttachment, sentAttachments } from './files'
import { clientId, id, seq, timestamp } from './ids'
import { limits } from './limits'
import { mention } from './mentions'
import { reaction } from './reactions'
import { storableText } from './text'

/** What a reply shows of the message it answers. */
export const quote = z.object({
  id,
  seq,
  sender_id: id,
  sender_username: z.string(),
  /** At most 160 characters of the text as it is now; empty when that message was deleted, or says all by its files. */
  preview: z.string(),
  /** What the message was sent with; none when it was deleted. */
  files: z.array(fileLabel),
})
export type Quote = z.infer<typeof quote>

/**
 * What an entry of a room's log is. `text` was written by a person; the others tell what happened to the
 * room: `content` is then the new name, description or role, or for how many days the room keeps its messages from now on
 * (empty for as long as the server does), and `subject` the person concerned, if any.
 * `call_missed` and `call_ended` are about a call that the sender began; `readCallContent` reads their `content`.
 * `account_deleted` says that its sender is nobody any more: all they are called by is its `sender_username`, in every
 * entry of the room.
 */
export const messageType = z.enum([
  'text',
  'room_created',
  'room_renamed',
  'room_described',
  'room_retention',
  'member_added',
  'member_removed',
  'member_left',
  'role_changed',
  'account_deleted',
  'call_missed',
  'call_ended',
])
export type MessageType = z.infer<typeof messageType>

/** What waits to be read: what people wrote, and calls they did not take. */
export const readableTypes = ['text', 'call_missed'] as const satisfies readonly MessageType[]

/** Whether somebody who did not write an entry has something to read in it. */
export function isToBeRead({
  message_type,
  deleted_at,
}: Pick<Message, 'message_type' | 'deleted_at'>): boolean {
  return deleted_at === null && readableTypes.some((type) => type === message_type)
}

/**
 * One entry of a room's log. The room's counter numbers births and changes from 1 without gaps: `seq` is the number of
 * the entry's birth and the order everyone sees, `changed_seq` that of its last change, at first the same.
 */
export const message = z.object({
  id,
  room_id: id,
  seq,
  changed_seq: seq,
  client_id: clientId,
  sender_id: id,
  sender_username: z.string(),
  message_type: messageType,
  /** Empty when the message was deleted. */
  content: z.string(),
  timestamp,
  is_edited: z.boolean(),
  edited_at: z.nullable(timestamp),
  deleted_at: z.nullable(timestamp),
  reply_to: z.nullable(quote),
  subject: z.nullable(z.object({ id, username: z.string() })),
  /** Whom the text names, each as often as it is written differently; usually nobody. */
  mentions: z.array(mention),
  /** What others, and its author, say to it by emoji, in the order in which each came up first. */
  reactions: z.array(reaction),
  /** The files it was sent with; none when it was deleted. */
  attachments: z.array(attachment),
})
export type Message = z.infer<typeof message>

/** May be empty where there are attachments. */
export const messageText = storableText(0, Number.POSITIVE_INFINITY)

const said = {
  content: messageText,
  reply_to: z.optional(id),
  attachments: z.optional(sentAttachments),
}
const saysSomething = ({
  content,
  attachments,
}: {
  content: string
  attachments?: SentAttachment[] | undefined
}) => content !== '' || (attachments !== undefined && attachments.length > 0)
const nothingSaid = { path: ['content'], message: 'must have at least 1 characters' }

/** What a send says. The same `client_id` again returns the first message and creates nothing. */
export const sendMessage = z
  .strictObject({ room_id: id, client_id: clientId, ...said })
  .check(z.refine(saysSomething, nothingSaid))
export type SendMessage = z.infer<typeof sendMessage>

/** The same over REST, where the room is in the path and the server chooses a missing `client_id`. */
export const postMessage = z
  .strictObject({ client_id: z.optional(clientId), ...said })
  .check(z.refine(saysSomething, nothingSaid))
export type PostMessage = z.infer<typeof postMessage>

/** What an edit says: the whole new text, within the limits of sending. */
export const editMessage = z.strictObject({ content: messageText })
export type EditMessage = z.infer<typeof editMessage>

const number = z.pipe(
  z.string().check(z.regex(/^[0-9]{1,15}$/, 'must be a whole number')),
  z.transform(Number),
)

/** At most one of `before`, `after` and `around`; none asks for the newest page. */
export const historyQuery = z
  .strictObject({
    before: z.optional(number),
    after: z.optional(number),
    around: z.optional(number),
    limit: z._default(
      number.check(
        z.refine((n) => n >= 1 && n <= limits.historyPage.most, `must be 1 to ${limits.historyPage.most}`),
      ),
      limits.historyPage.usual,
    ),
  })
  .check(
    z.refine((q) => [q.before, q.after, q.around].filter((n) => n !== undefined).length <= 1, {
      path: ['before'],
      message: 'give only one of before, after and around',
    }),
  )
export type HistoryQuery = z.infer<typeof historyQuery>

/** A page of a room's log, newest first. `head` is the room's newest number when the page was read:
 * the page shows every change up to there. */
export const messagePage = z.object({
  messages: z.array(message),
  has_older: z.boolean(),
  has_newer: z.boolean(),
  head: z.int().check(z.gte(0)),
})
export type MessagePage = z.infer<typeof messagePage>
