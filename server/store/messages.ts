import type { Selectable } from 'kysely'
import type { Message } from '#protocol/messages'
import { isKept, keptTimes } from './is-kept'
import { selectMessages, toMessages } from './message-rows'
import type { MessagesTable } from './message-tables'
import { prepared, type Value } from './prepared'
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
