import type { Me } from '#protocol/accounts'
import type { Ack } from '#protocol/frames'
import { limits } from '#protocol/limits'
import type { Message, Quote } from '#protocol/messages'
import { shorten } from '#protocol/text'
import type { Pending } from './types'

/** The message that a pending line has become, as everyone else gets it. */
export function messageOf(entry: Pending, ack: Ack, me: Me): Message {
  return {
    id: ack.id,
    room_id: entry.room_id,
    seq: ack.seq,
    changed_seq: ack.seq,
    client_id: entry.client_id,
    sender_id: me.id,
    sender_username: me.username,
    message_type: 'text',
    content: entry.content,
    timestamp: ack.timestamp,
    is_edited: false,
    edited_at: null,
    deleted_at: null,
    reply_to: entry.reply_to,
    subject: null,
    // Whom it names only the server knows, and only others are told by it.
    mentions: [],
    reactions: [],
    attachments: entry.attachments.flatMap(({ stored, alt }) => (stored ? [{ ...stored, alt }] : [])),
  }
}

/** What a reply shows of the message it answers. */
export function quoteOf(message: Message): Quote {
  const { id, seq, sender_id, sender_username, content, attachments } = message
  const preview = shorten(content, limits.previewCharacters)
  const files = attachments.map(({ kind, name }) => ({ kind, name }))
  return { id, seq, sender_id, sender_username, preview, files }
}
