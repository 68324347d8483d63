import { type Selectable, sql } from 'kysely'
import type { Attachment } from '#protocol/files'
import { limits } from '#protocol/limits'
import type { Message } from '#protocol/messages'
import { shorten } from '#protocol/text'
import { attachmentsOf } from './attachments'
import { isKept, keptTimes } from './is-kept'
import { mentionsIn } from './mentions'
import type { MessagesTable } from './message-tables'
import { prepared, type Value } from './prepared'
import { reactionsTo } from './reactions'
import type { Reads, Transaction } from './store'

type NewEntry = Omit<
  Selectable<MessagesTable>,
  'id' | 'changed_seq' | 'edited_at' | 'deleted_at' | 'sent_mark'
>

/** How ids are given out: a text that only reads as the same number, such as `1e3` or `01`, is none. */
const messageId = /^[1-9][0-9]{0,14}$/

const insertedEntry = prepared(({ db }, value: Value<NewEntry>) =>
  db
    .insertInto('messages')
    .values({
      room_id: value('room_id'),
      seq: value('seq'),
      sender_id: value('sender_id'),
      client_id: value('client_id'),
      message_type: value('message_type'),
      content: value('content'),
      reply_to: value('reply_to'),
      subject_id: value('subject_id'),
      created_at: value('created_at'),
      attachment_count: value('attachment_count'),
      changed_seq: value('seq'),
    })
    .onConflict((conflict) => conflict.columns(['sender_id', 'client_id']).doNothing())
    .returning('id'),
)

/**
 * Saves an entry unless this sender has used this client id before.
 * @returns the entry's id, or undefined when there was one already.
 */
export async function insertMessageOnce(tx: Transaction, entry: NewEntry): Promise<number | undefined> {
  const [row] = await insertedEntry(tx, entry)
  return row?.id
}

export async function findByClientId(
  reads: Reads,
  senderId: string,
  clientId: string,
): Promise<Message | undefined> {
  const row = await selectMessages(reads)
    .where('messages.sender_id', '=', senderId)
    .where('messages.client_id', '=', clientId)
    .executeTakeFirst()
  const [message] = await toMessages(reads, row ? [row] : [])
  return message
}

export async function findMessage(reads: Reads, roomId: string, id: string): Promise<Message | undefined> {
  if (!messageId.test(id)) return undefined
  const row = await selectMessages(reads)
    .where('messages.id', '=', Number(id))
    .where('messages.room_id', '=', roomId)
    .executeTakeFirst()
  const [message] = await toMessages(reads, row ? [row] : [])
  return message
}

/** The entries with these ids, newest first. */
export async function messagesByIds(reads: Reads, ids: readonly number[]): Promise<Message[]> {
  if (ids.length === 0) return []
  const rows = await selectMessages(reads)
    .where('messages.id', 'in', ids)
    .orderBy('messages.id', 'desc')
    .execute()
  return toMessages(reads, rows)
}

/** At most `limit` entries that were born or changed after a number, by the number of their last change. */
export async function messagesChangedAfter(
  reads: Reads,
  roomId: string,
  after: number,
  limit: number,
): Promise<Message[]> {
  const rows = await selectMessages(reads)
    .where('messages.room_id', '=', roomId)
    .where('messages.changed_seq', '>', after)
    .orderBy('messages.changed_seq')
    .limit(limit)
    .execute()
  return toMessages(reads, rows)
}

/** At most `limit` entries that were born after a number, oldest first. */
export async function messagesAfter(
  reads: Reads,
  roomId: string,
  after: number,
  limit: number,
): Promise<Message[]> {
  const rows = await selectMessages(reads)
    .where('messages.room_id', '=', roomId)
    .where('messages.seq', '>', after)
    .orderBy('messages.seq')
    .limit(limit)
    .execute()
  return toMessages(reads, rows)
}

/** At most `limit` entries that were born before a number, newest first. */
export async function messagesBefore(
  reads: Reads,
  roomId: string,
  before: number,
  limit: number,
): Promise<Message[]> {
  const rows = await selectMessages(reads)
    .where('messages.room_id', '=', roomId)
    .where('messages.seq', '<', before)
    .orderBy('messages.seq', 'desc')
    .limit(limit)
    .execute()
  return toMessages(reads, rows)
}

/** The entry that was born last in each room this account is in, by room id. */
export async function newestEntries(reads: Reads, accountId: string): Promise<Map<string, Message>> {
  const rows = await selectMessages(reads)
    .innerJoin('members', 'members.room_id', 'messages.room_id')
    .where('members.account_id', '=', accountId)
    .where('messages.seq', '=', (select) =>
      select
        .selectFrom('messages as born')
        .whereRef('born.room_id', '=', 'members.room_id')
        .select((born) => born.fn.max('born.seq').as('seq')),
    )
    .execute()
  const messages = await toMessages(reads, rows)
  return new Map(messages.map((message) => [message.room_id, message]))
}

/** The number of the entry that was born last in a room; 0 when there is none. */
export async function newestBirth(reads: Reads, roomId: string): Promise<number> {
  const row = await reads.db
    .selectFrom('messages')
    .innerJoin('rooms', 'rooms.id', 'messages.room_id')
    .select((select) => select.fn.max('seq').as('seq'))
    .where('room_id', '=', roomId)
    .where(isKept(keptTimes(reads)))
    .executeTakeFirst()
  return row?.seq ?? 0
}

/** The number of the first entry of a room that is kept; 0 when there is none. */
export async function oldestBirth(reads: Reads, roomId: string): Promise<number> {
  const row = await reads.db
    .selectFrom('messages')
    .innerJoin('rooms', 'rooms.id', 'messages.room_id')
    .select('seq')
    .where('room_id', '=', roomId)
    .where(isKept(keptTimes(reads)))
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  return row?.seq ?? 0
}

/** What is kept of the messages, each with what its quote begins with; nothing of a quote that is not kept. */
function selectMessages(reads: Reads) {
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

async function toMessages(reads: Reads, rows: readonly MessageRow[]): Promise<Message[]> {
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
