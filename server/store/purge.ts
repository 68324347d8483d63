import { sql } from 'kysely'
import { detach } from './attachments'
import { isKept, keptTimes } from './is-kept'
import type { Reads, Transaction } from './store'

/** So many of the first messages are looked at: a clock that once went wrong holds up no others. */
const looked = 500

/**
 * When the first of the stored messages was born; undefined when there is none to be purged. What is left of the newest
 * message of all is none.
 */
export async function oldestMessage(reads: Reads): Promise<number | undefined> {
  const rows = await firstMessages(reads, await newestId(reads)).execute()
  return rows.length === 0 ? undefined : Math.min(...rows.map(({ created_at }) => created_at))
}

/** Whether some room does not simply keep its messages as long as the server does. */
export async function hasTimesOfRooms({ db }: Reads): Promise<boolean> {
  const row = await roomsWithTimes(db).select('rooms.id').limit(1).executeTakeFirst()
  return row !== undefined
}

/** At most `limit` rooms with a time of their own in which messages are past it. */
export async function roomsToPurge(reads: Reads, limit: number): Promise<string[]> {
  const newest = await newestId(reads)
  const rows = await roomsWithTimes(reads.db)
    .select('rooms.id')
    .where(({ exists, selectFrom, not }) =>
      exists(
        selectFrom((first) =>
          first
            .selectFrom('messages')
            .whereRef('messages.room_id', '=', 'rooms.id')
            .where(isPurgeable(newest))
            .select('messages.created_at')
            .orderBy('messages.seq')
            .limit(looked)
            .as('messages'),
        )
          .select(sql.lit(1).as('one'))
          .where(not(isKept(keptTimes(reads)))),
      ),
    )
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * Removes some of the messages of a room, or of all rooms, that are not kept any more, with all that belongs to them. The
 * newest message of all only loses its words: an id is never given out twice.
 * @returns how many, and which of them lost its words only
 */
export async function purgeSome(
  tx: Transaction,
  roomId: string | null,
): Promise<{ count: number; emptied: number | null }> {
  const newest = await newestId(tx)
  const rows = await firstMessages(tx, newest, roomId)
    .select(({ not }) => not(isKept(keptTimes(tx))).as('is_over'))
    .execute()
  const expired = rows.filter(({ is_over }) => Boolean(is_over)).map(({ id }) => id)
  const removed = expired.filter((id) => id !== newest)
  if (removed.length > 0) await tx.db.deleteFrom('messages').where('id', 'in', removed).execute()
  const emptied = expired.includes(newest) ? newest : null
  if (emptied !== null) await empty(tx, emptied)
  return { count: expired.length, emptied }
}

async function newestId({ db }: Reads): Promise<number> {
  const last = await db
    .selectFrom('messages')
    .select((select) => select.fn.max('id').as('id'))
    .executeTakeFirst()
  return last?.id ?? 0
}

function roomsWithTimes(db: Reads['db']) {
  return db
    .selectFrom('rooms')
    .where((either) =>
      either.or([either('rooms.retention_days', 'is not', null), either('rooms.kept_from', '>', 0)]),
    )
}

/** The first messages there are in a room, or in all. */
function firstMessages({ db }: Reads, newest: number, roomId: string | null = null) {
  const messages = db
    .selectFrom('messages')
    .innerJoin('rooms', 'rooms.id', 'messages.room_id')
    .select(['messages.id', 'messages.created_at'])
    .where(isPurgeable(newest))
    .limit(looked)
  return roomId === null
    ? messages.orderBy('messages.id')
    : messages.where('messages.room_id', '=', roomId).orderBy('messages.seq')
}

/** What is left of the newest message of all stays for its id. */
function isPurgeable(newest: number) {
  return sql<boolean>`(messages.id < ${newest} or messages.content <> '' or messages.attachment_count > 0)`
}

async function empty(tx: Transaction, id: number): Promise<void> {
  await tx.db.deleteFrom('message_versions').where('message_id', '=', id).execute()
  await tx.db.deleteFrom('mentions').where('message_id', '=', id).execute()
  await tx.db.deleteFrom('reactions').where('message_id', '=', id).execute()
  await detach(tx, id)
  await tx.db.updateTable('messages').set({ content: '', sent_mark: null }).where('id', '=', id).execute()
}
