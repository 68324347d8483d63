import type { Selectable } from 'kysely'
import type { Attachment, StoredFile } from '#protocol/files'
import type { FilesTable } from './file-tables'
import type { Reads, Transaction } from './store'

/** Those of these files that this account has uploaded and not sent yet, locked until the commit. */
export async function lockUnsent(
  tx: Transaction,
  ownerId: string,
  ids: readonly string[],
): Promise<StoredFile[]> {
  if (ids.length === 0) return []
  const rows = await tx.db
    .selectFrom('files')
    .selectAll()
    .where('id', 'in', ids)
    .where('owner_id', '=', ownerId)
    .where('state', '=', 'ready')
    .where('attached_at', 'is', null)
    .modifyEnd(tx.rowLock)
    .execute()
  return rows.map(toStoredFile)
}

/** Makes these files part of a message. */
export async function attach(
  tx: Transaction,
  messageId: number,
  attachments: readonly Attachment[],
  now: number,
): Promise<void> {
  for (const [position, { id, alt }] of attachments.entries()) {
    await tx.db
      .updateTable('files')
      .set({ message_id: messageId, position, alt, attached_at: now })
      .where('id', '=', id)
      .execute()
  }
}

/** Takes the files from a message whose text is taken away. */
export async function detach(tx: Transaction, messageId: number): Promise<void> {
  await tx.db.updateTable('files').set({ message_id: null }).where('message_id', '=', messageId).execute()
  await tx.db.updateTable('messages').set({ attachment_count: 0 }).where('id', '=', messageId).execute()
}

/** The files of these messages, by the id of each. One that has none is not looked up. */
export async function attachmentsOf(
  reads: Pick<Reads, 'db'>,
  messages: readonly { id: number; attachment_count: number }[],
): Promise<Map<number, Attachment[]>> {
  const ids = messages.filter(({ attachment_count }) => attachment_count > 0).map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const rows = await reads.db
    .selectFrom('files')
    .selectAll()
    .where('message_id', 'in', ids)
    .orderBy('message_id')
    .orderBy('position')
    .execute()
  const byMessage = Map.groupBy(rows, ({ message_id }) => message_id as number)
  return new Map([...byMessage].map(([id, files]) => [id, files.map(toAttachment)]))
}

function toAttachment(row: Selectable<FilesTable>): Attachment {
  return { ...toStoredFile(row), alt: row.alt }
}

/** A row as everyone who may see the file knows it. */
export function toStoredFile(row: Selectable<FilesTable>): StoredFile {
  const { id, kind, type, name, size, width, height, duration_ms, placeholder } = row
  return {
    id,
    kind,
    type,
    name,
    size,
    width,
    height,
    duration_ms,
    placeholder,
    previews: row.previews === '' ? [] : row.previews.split(',').map(Number),
    has_poster: row.has_poster === 1,
  }
}
