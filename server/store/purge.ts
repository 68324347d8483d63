import { detach } from './attachments'
import type { Reads, Transaction } from './store'

/** So many of the first messages are looked at: a clock that once went wrong holds up no others. */
const looked = 500

/**
 * When the first of the stored messages was born; undefined when there is none to be purged. What is left of the newest
 * message of all is none.
 */
export async function oldestMessage(reads: Reads): Promise<number | undefined> {
  const { rows } = await firstMessages(reads)
  return rows.length === 0 ? undefined : Math.min(...rows.map(({ created_at }) => created_at))
}

/**
 * Removes some of the messages that are not kept any more, with all that belongs to them. The newest message of all only
 * loses its words: an id is never given out twice.
 * @returns how many, and which of them lost its words only
 */
export async function purgeSome(tx: Transaction): Promise<{ count: number; emptied: number | null }> {
  const { rows, newest } = await firstMessages(tx)
  const expired = rows.filter(({ created_at }) => created_at < tx.keptSince()).map(({ id }) => id)
  const removed = expired.filter((id) => id !== newest)
  if (removed.length > 0) await tx.db.deleteFrom('messages').where('id', 'in', removed).execute()
  const emptied = expired.includes(newest) ? newest : null
  if (emptied !== null) await empty(tx, emptied)
  return { count: expired.length, emptied }
}

async function firstMessages({ db }: Reads) {
  const last = await db
    .selectFrom('messages')
    .select((select) => select.fn.max('id').as('id'))
    .executeTakeFirst()
  const newest = last?.id ?? 0
  const rows = await db
    .selectFrom('messages')
    .select(['id', 'created_at'])
    .where((either) =>
      either.or([either('id', '<', newest), either('content', '<>', ''), either('attachment_count', '>', 0)]),
    )
    .orderBy('id')
    .limit(looked)
    .execute()
  return { rows, newest }
}

async function empty(tx: Transaction, id: number): Promise<void> {
  await tx.db.deleteFrom('message_versions').where('message_id', '=', id).execute()
  await tx.db.deleteFrom('mentions').where('message_id', '=', id).execute()
  await tx.db.deleteFrom('reactions').where('message_id', '=', id).execute()
  await detach(tx, id)
  await tx.db.updateTable('messages').set({ content: '', sent_mark: null }).where('id', '=', id).execute()
}
