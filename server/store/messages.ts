import { expressionBuilder, type Kysely, type Selectable } from 'kysely'
import type { Message } from '#protocol/messages'
import { isKept, type KeptTimes, keptTimes, timesOf } from './is-kept'
import { selectMessages, toMessages } from './message-rows'
import type { MessagesTable } from './message-tables'
import { prepared, type Value } from './prepared'
import type { Tables } from './schema'
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

const sentAs = prepared(({ db }, value: Value<{ senderId: string; clientId: string } & KeptTimes>) =>
  selectMessages(db, timesOf(value))
    .where('messages.sender_id', '=', value('senderId'))
    .where('messages.client_id', '=', value('clientId')),
)

export async function findByClientId(
  reads: Reads,
  senderId: string,
  clientId: string,
): Promise<Message | undefined> {
  const [message] = await toMessages(reads, await sentAs(reads, { senderId, clientId, ...keptTimes(reads) }))
  return message
}

const ofRoom = prepared(({ db }, value: Value<{ roomId: string; id: number } & KeptTimes>) =>
  selectMessages(db, timesOf(value))
    .where('messages.id', '=', value('id'))
    .where('messages.room_id', '=', value('roomId')),
)

export async function findMessage(reads: Reads, roomId: string, id: string): Promise<Message | undefined> {
  if (!messageId.test(id)) return undefined
  const rows = await ofRoom(reads, { roomId, id: Number(id), ...keptTimes(reads) })
  const [message] = await toMessages(reads, rows)
  return message
}

/** The entries with these ids, newest first. */
export async function messagesByIds(reads: Reads, ids: readonly number[]): Promise<Message[]> {
  if (ids.length === 0) return []
  const rows = await selectMessages(reads.db, keptTimes(reads))
    .where('messages.id', 'in', ids)
    .orderBy('messages.id', 'desc')
    .execute()
  return toMessages(reads, rows)
}

/** A stretch of a room's log: at most `limit` entries after a number, or before it. */
interface Stretch {
  roomId: string
  from: number
  limit: number
}

const changedAfter = prepared(({ db }, value: Value<Stretch & KeptTimes>) =>
  selectStretch(db, value).where('messages.changed_seq', '>', value('from')).orderBy('messages.changed_seq'),
)

/** At most `limit` entries that were born or changed after a number, by the number of their last change. */
export async function messagesChangedAfter(
  reads: Reads,
  roomId: string,
  after: number,
  limit: number,
): Promise<Message[]> {
  const rows = await changedAfter(reads, { roomId, from: after, limit, ...keptTimes(reads) })
  return toMessages(reads, rows)
}

const bornAfter = prepared(({ db }, value: Value<Stretch & KeptTimes>) =>
  selectStretch(db, value).where('messages.seq', '>', value('from')).orderBy('messages.seq'),
)

/** At most `limit` entries that were born after a number, oldest first. */
export async function messagesAfter(
  reads: Reads,
  roomId: string,
  after: number,
  limit: number,
): Promise<Message[]> {
  const rows = await bornAfter(reads, { roomId, from: after, limit, ...keptTimes(reads) })
  return toMessages(reads, rows)
}

const bornBefore = prepared(({ db }, value: Value<Stretch & KeptTimes>) =>
  selectStretch(db, value).where('messages.seq', '<', value('from')).orderBy('messages.seq', 'desc'),
)

/** At most `limit` entries that were born before a number, newest first. */
export async function messagesBefore(
  reads: Reads,
  roomId: string,
  before: number,
  limit: number,
): Promise<Message[]> {
  const rows = await bornBefore(reads, { roomId, from: before, limit, ...keptTimes(reads) })
  return toMessages(reads, rows)
}

function selectStretch(db: Kysely<Tables>, value: Value<Stretch & KeptTimes>) {
  return selectMessages(db, timesOf(value))
    .where('messages.room_id', '=', value('roomId'))
    .limit(value('limit'))
}

const newestOfEach = prepared(({ db }, value: Value<{ accountId: string } & KeptTimes>) =>
  selectMessages(db, timesOf(value))
    .innerJoin('members', 'members.room_id', 'messages.room_id')
    .where('members.account_id', '=', value('accountId'))
    .where('messages.seq', '=', (select) =>
      select
        .selectFrom('messages as born')
        .whereRef('born.room_id', '=', 'members.room_id')
        .select((born) => born.fn.max('born.seq').as('seq')),
    ),
)

/** The entry that was born last in each room this account is in, by room id. */
export async function newestEntries(reads: Reads, accountId: string): Promise<Map<string, Message>> {
  const rows = await newestOfEach(reads, { accountId, ...keptTimes(reads) })
  const messages = await toMessages(reads, rows)
  return new Map(messages.map((message) => [message.room_id, message]))
}

const bounds = prepared(({ db }, value: Value<{ roomId: string } & KeptTimes>) => {
  const births = expressionBuilder<Tables, 'rooms'>()
    .selectFrom('messages')
    .select('messages.seq')
    .whereRef('messages.room_id', '=', 'rooms.id')
    .where(isKept(timesOf(value)))
    .limit(1)
  return db
    .selectFrom('rooms')
    .select([
      births.orderBy('messages.seq').as('oldest'),
      births.orderBy('messages.seq', 'desc').as('newest'),
    ])
    .where('rooms.id', '=', value('roomId'))
})

/** The numbers of the births a room's log begins and ends with, of those that are kept; 0 when there are none. */
export async function boundsOf(reads: Reads, roomId: string): Promise<{ oldest: number; newest: number }> {
  const [row] = await bounds(reads, { roomId, ...keptTimes(reads) })
  return { oldest: row?.oldest ?? 0, newest: row?.newest ?? 0 }
}
