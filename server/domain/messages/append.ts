import type { Message, MessageType } from '#protocol/messages'
import type { Account, App } from '../../context'
import { attach } from '../../store/attachments'
import { insertMentions } from '../../store/mentions'
import { insertMessageOnce } from '../../store/messages'
import { advanceRoom, type LockedRoom } from '../../store/rooms'
import type { Transaction } from '../../store/store'
import { newId } from '../new-id'

export interface Entry {
  sender: Account
  message_type: MessageType
  content: string
  client_id: string
  reply_to: Message['reply_to']
  subject: Message['subject']
  mentions: Message['mentions']
  attachments: Message['attachments']
}

/**
 * The only way into a room's log: gives the entry the next number, and announces it once it is durable.
 * The room must be locked by this transaction.
 * @returns undefined, with nothing changed, when this sender has used the client id before.
 */
export async function appendOnce(
  app: App,
  tx: Transaction,
  room: LockedRoom,
  entry: Entry,
): Promise<Message | undefined> {
  const seq = room.last_seq + 1
  const now = Date.now()
  const id = await insertMessageOnce(tx, {
    room_id: room.id,
    seq,
    sender_id: entry.sender.id,
    client_id: entry.client_id,
    message_type: entry.message_type,
    content: entry.content,
    reply_to: entry.reply_to === null ? null : Number(entry.reply_to.id),
    subject_id: entry.subject?.id ?? null,
    created_at: now,
    attachment_count: entry.attachments.length,
  })
  if (id === undefined) return undefined

  await advanceRoom(tx, room.id, seq, now)
  const message: Message = {
    id: String(id),
    room_id: room.id,
    seq,
    changed_seq: seq,
    client_id: entry.client_id,
    sender_id: entry.sender.id,
    sender_username: entry.sender.username,
    message_type: entry.message_type,
    content: entry.content,
    timestamp: new Date(now).toISOString(),
    is_edited: false,
    edited_at: null,
    deleted_at: null,
    reply_to: entry.reply_to,
    subject: entry.subject,
    mentions: entry.mentions,
    reactions: [],
    attachments: entry.attachments,
  }
  await insertMentions(tx, message)
  await attach(tx, id, entry.attachments, now)
  if (message.message_type === 'text') {
    tx.beforeCommit(() => app.store.search.put(tx, { ...message, id }))
  }
  tx.afterCommit(() => {
    app.bus.publish({ kind: 'room_frame', roomId: room.id, frame: { type: 'message', data: message } })
  })
  return message
}

interface RoomEvent {
  actor: Account
  message_type: Exclude<MessageType, 'text'>
  content?: string
  subject?: Message['subject']
}

/**
 * Appends what happened to the room itself, as its members read it in the log.
 * @returns the locked room as it is then, for the next entry of the same transaction
 */
export async function appendEvent(
  app: App,
  tx: Transaction,
  room: LockedRoom,
  event: RoomEvent,
): Promise<LockedRoom> {
  const message = await appendOnce(app, tx, room, {
    sender: event.actor,
    message_type: event.message_type,
    content: event.content ?? '',
    client_id: newId(),
    reply_to: null,
    subject: event.subject ?? null,
    mentions: [],
    attachments: [],
  })
  return { ...room, last_seq: message?.seq ?? room.last_seq }
}
