import { limits } from '#protocol/limits'
import type { Message, SendMessage } from '#protocol/messages'
import { countCharacters, shorten } from '#protocol/text'
import type { Account, App } from '../../context'
import { sentMarkOf } from '../../store/message-changes'
import { findByClientId, findMessage } from '../../store/messages'
import type { Transaction } from '../../store/store'
import { DomainError, fieldProblem } from '../errors'
import { areSame, attachmentsFor } from '../files/attachments'
import { lockRoomAsMember } from '../rooms/require-member'
import { appendOnce } from './append'
import { mentionsOf } from './mentions'
import { refusalToWrite } from './refusal-to-write'
import { requirePatience } from './require-patience'
import { sentMark } from './sent-mark'

export interface Sent {
  message: Message
  isDuplicate: boolean
}

/**
 * Saves a text and announces it once it is durable. The same client id and content again returns the first
 * message, as it is now, and creates nothing.
 * @throws DomainError `not_a_member`, `message_too_long`, `rate_limited`, `invalid` for a reply to nothing in this room or
 * for too many mentions, `forbidden` in a room that is closed, `not_a_contact`, `not_found` for a file that is not there,
 * `policy_disabled` where there are no files, or `conflict` when the client id was used for something else.
 */
export async function sendMessage(app: App, sender: Account, input: SendMessage): Promise<Sent> {
  if (countCharacters(input.content) > limits.messageCharacters) throw new DomainError('message_too_long')
  requirePatience(app, sender)

  const stopTimer = app.metrics.sendSeconds.startTimer()
  const sent = await app.store.transaction(async (tx) => {
    const { room } = await lockRoomAsMember(tx, input.room_id, sender.id)
    const refusal = await refusalToWrite(app, tx, room, sender)
    if (refusal && !(await findByClientId(tx, sender.id, input.client_id))) throw refusal
    // Files are attached once: the same message again would not find them.
    const isRepeated = input.attachments && (await findByClientId(tx, sender.id, input.client_id))
    const message = isRepeated
      ? undefined
      : await appendOnce(app, tx, room, {
          sender,
          message_type: 'text',
          content: input.content,
          client_id: input.client_id,
          reply_to: await quoteOf(tx, input),
          subject: null,
          mentions: await mentionsOf(tx, room, input.content),
          attachments: await attachmentsFor(app, tx, sender.id, input.attachments),
        })
    if (message) return { message, isDuplicate: false }
    return { message: await firstMessage(app, tx, sender, input), isDuplicate: true }
  })
  stopTimer()
  return sent
}

async function quoteOf(tx: Transaction, { room_id, reply_to }: SendMessage): Promise<Message['reply_to']> {
  if (reply_to === undefined) return null
  const quoted = await findMessage(tx, room_id, reply_to)
  if (quoted?.message_type !== 'text') {
    throw fieldProblem('invalid', 'reply_to', 'not_found', 'The message this answers is not in this room.')
  }
  return {
    id: quoted.id,
    seq: quoted.seq,
    sender_id: quoted.sender_id,
    sender_username: quoted.sender_username,
    preview: shorten(quoted.content, limits.previewCharacters),
    files: quoted.attachments.map(({ kind, name }) => ({ kind, name })),
  }
}

async function firstMessage(
  app: App,
  tx: Transaction,
  sender: Account,
  input: SendMessage,
): Promise<Message> {
  const first = await findByClientId(tx, sender.id, input.client_id)
  const isSame =
    first !== undefined &&
    first.room_id === input.room_id &&
    first.reply_to?.id === input.reply_to &&
    (first.deleted_at !== null || areSame(first.attachments, input.attachments)) &&
    (await wasSentAs(app, tx, first, input.content))
  if (!isSame) {
    throw new DomainError('conflict', { detail: 'This client id was already used for another message.' })
  }
  return first
}

async function wasSentAs(app: App, tx: Transaction, first: Message, content: string): Promise<boolean> {
  const mark = await sentMarkOf(tx, first.id)
  return mark === null ? first.content === content : mark === sentMark(app, content)
}
