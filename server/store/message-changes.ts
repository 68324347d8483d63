import { detach } from './attachments'
import { isKept, keptTimes } from './is-kept'
import type { Reads, Transaction } from './store'

/** What a change notes beside the new text. */
interface Change {
  /** The number the change took. */
  seq: number
  now: number
  /** Recognises the text that is replaced; kept only from the first change, which replaces what was sent. */
  mark: string
}

/** Replaces the text of a message and keeps the one before. */
export async function replaceText(
  tx: Transaction,
  message: { id: string; content: string },
  content: string,
  { seq, now, mark }: Change,
): Promise<void> {
  const id = Number(message.id)
  await tx.db
    .insertInto('message_versions')
    .values({ message_id: id, replaced_seq: seq, content: message.content, replaced_at: now })
    .execute()
  await tx.db
    .updateTable('messages')
    .set((column) => ({
      content,
      changed_seq: seq,
      edited_at: now,
      sent_mark: column.fn.coalesce('sent_mark', column.val(mark)),
    }))
    .where('id', '=', id)
    .execute()
}

/** Takes away the text of a message with all it had before, its files, and what was said to it. Its row and its number stay. */
export async function eraseText(
  tx: Transaction,
  message: { id: string },
  { seq, now, mark }: Change,
): Promise<void> {
  const id = Number(message.id)
  await tx.db.deleteFrom('message_versions').where('message_id', '=', id).execute()
  await tx.db.deleteFrom('reactions').where('message_id', '=', id).execute()
  await detach(tx, id)
  await tx.db
    .updateTable('messages')
    .set((column) => ({
      content: '',
      changed_seq: seq,
      deleted_at: now,
      sent_mark: column.fn.coalesce('sent_mark', column.val(mark)),
    }))
    .where('id', '=', id)
    .execute()
}

/** The mark of what was sent at first; null while the message is still that. */
export async function sentMarkOf(tx: Transaction, id: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('messages')
    .select('sent_mark')
    .where('id', '=', Number(id))
    .executeTakeFirst()
  return row?.sent_mark ?? null
}

/** The texts a message had before its edits, oldest first. */
export function listVersions(reads: Reads, messageId: string) {
  return reads.db
    .selectFrom('message_versions')
    .innerJoin('messages', 'messages.id', 'message_versions.message_id')
    .innerJoin('rooms', 'rooms.id', 'messages.room_id')
    .select(['message_versions.content', 'replaced_at'])
    .where(isKept(keptTimes(reads)))
    .where('message_id', '=', Number(messageId))
    .orderBy('replaced_seq')
    .execute()
}

/** The same of several messages, by the id of each. */
export async function listVersionsOf(reads: Reads, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, { content: string; replaced_at: number }[]>()
  const rows = await reads.db
    .selectFrom('message_versions')
    .select(['message_id', 'content', 'replaced_at'])
    .where('message_id', 'in', ids)
    .orderBy('replaced_seq')
    .execute()
  return Map.groupBy(rows, ({ message_id }) => message_id)
}
