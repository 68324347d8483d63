import { sql } from 'kysely'
import type { Attachment } from '#protocol/files'
import { limits } from '#protocol/limits'
import type { Message } from '#protocol/messages'
import { shorten } from '#protocol/text'
import { attachmentsOf } from './attachments'
import { isKept, keptTimes } from './is-kept'
import { mentionsIn } from './mentions'
import { reactionsTo } from './reactions'
import type { Reads } from './store'

/** What is kept of the messages, each with what its quote begins with; nothing of a quote that is not kept. */
export function selectMessages(reads: Reads) {
  const times = keptTimes(reads)
  return reads.db
    .selectFrom('messages')
    .innerJoin('rooms', 'rooms.id', 'messages.room_id')
    .innerJoin('accounts as sender', 'sender.id', 'messages.sender_id')
    .leftJoin('accounts as subject', 'subject.id', 'messages.subject_id')
    .leftJoin('messages as quoted', 'quoted.id', 'messages.reply_to')
    .leftJoin('accounts as quoted_sender', 'quoted_sender.id', 'quoted.sender_id')
    .selectAll('messages')
    .select([
      'sender.username as sender_username',
      'subject.username as subject_username',
      'quoted.seq as quoted_seq',
      'quoted.sender_id as quoted_sender_id',
      'quoted_sender.username as quoted_sender_username',
      'quoted.attachment_count as quoted_attachment_count',
      sql<
        string | null
      >`case when ${isKept(times, 'quoted')} then substr(quoted.content, 1, ${sql.lit(limits.previewCharacters + 1)}) end`.as(
        'quoted_content',
      ),
    ])
    .where(isKept(times))
}

type MessageRow = Awaited<ReturnType<ReturnType<typeof selectMessages>['execute']>>[number]

/** The messages of these rows, in their order, each with what it names, quotes and carries. */
export async function toMessages(reads: Reads, rows: readonly MessageRow[]): Promise<Message[]> {
  const mentions = await mentionsIn(reads, rows)
  const reactions = await reactionsTo(reads, rows)
  const attachments = await attachmentsOf(reads, [...rows, ...rows.flatMap(quotedWithFiles)])
  return rows.map((row) =>
    toMessage(row, {
      reply_to: toQuote(row, attachments.get(row.reply_to ?? 0) ?? []),
      mentions: mentions.get(row.id) ?? [],
      reactions: reactions.get(row.id) ?? [],
      attachments: attachments.get(row.id) ?? [],
    }),
  )
}

type Parts = Pick<Message, 'reply_to' | 'mentions' | 'reactions' | 'attachments'>

function toMessage(row: MessageRow, { reply_to, ...parts }: Parts): Message {
  return {
    id: String(row.id),
    room_id: row.room_id,
    seq: row.seq,
    changed_seq: row.changed_seq,
    client_id: row.client_id,
    sender_id: row.sender_id,
    sender_username: row.sender_username,
    message_type: row.message_type,
    content: row.content,
    timestamp: toTimestamp(row.created_at),
    is_edited: row.edited_at !== null,
    edited_at: row.edited_at === null ? null : toTimestamp(row.edited_at),
    deleted_at: row.deleted_at === null ? null : toTimestamp(row.deleted_at),
    reply_to,
    subject:
      row.subject_id === null || row.subject_username === null
        ? null
        : { id: row.subject_id, username: row.subject_username },
    ...parts,
  }
}

/** The message that an entry quotes, should that be kept and have files. */
function quotedWithFiles({ reply_to, quoted_content, quoted_attachment_count }: MessageRow) {
  if (reply_to === null || quoted_content === null) return []
  return [{ id: reply_to, attachment_count: quoted_attachment_count ?? 0 }]
}

function toQuote(row: MessageRow, files: readonly Attachment[]): Message['reply_to'] {
  const { reply_to, quoted_seq, quoted_sender_id, quoted_sender_username, quoted_content } = row
  if (reply_to === null || quoted_seq === null || quoted_sender_id === null) return null
  return {
    id: String(reply_to),
    seq: quoted_seq,
    sender_id: quoted_sender_id,
    sender_username: quoted_sender_username ?? '',
    preview: shorten(quoted_content ?? '', limits.previewCharacters),
    files: quoted_content === null ? [] : files.map(({ kind, name }) => ({ kind, name })),
  }
}

function toTimestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
