import type { Selectable } from 'kysely'
import type { FilesTable } from './file-tables'
import { isKept, keptTimes } from './is-kept'
import { replaceSetting } from './settings'
import type { Reads, Transaction } from './store'

const anonymousName = 'file'

export type FileRow = Selectable<FilesTable>

/** Lets transactions that take up room wait for each other until the commit. */
export async function lockRoomForFiles(tx: Transaction): Promise<void> {
  await replaceSetting(tx, 'uploads.turn', '')
}

/** The bytes of all files, or of one person's, counting what is announced of those that are still on their way. */
export async function bytesUsed(reads: Reads, ownerId: string | null): Promise<number> {
  const files = reads.db
    .selectFrom('files')
    .select((select) => select.fn.sum<number | null>('size').as('bytes'))
    .where('state', '<>', 'removed')
  const row = await (ownerId === null ? files : files.where('owner_id', '=', ownerId)).executeTakeFirst()
  return Number(row?.bytes ?? 0)
}

/** Notes a file before its first byte has come. */
export async function insertArriving(
  tx: Transaction,
  file: Pick<FileRow, 'id' | 'owner_id' | 'type' | 'name' | 'size'>,
  now: number,
): Promise<void> {
  await tx.db
    .insertInto('files')
    .values({ ...file, state: 'arriving', kind: 'other', created_at: now })
    .execute()
}

export async function findFile(reads: Reads, id: string): Promise<FileRow | undefined> {
  return reads.db.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Notes what a file is, now that its bytes are stored. Returns undefined when it was given up meanwhile. */
export async function markReady(
  tx: Transaction,
  id: string,
  found: Pick<
    FileRow,
    'kind' | 'type' | 'name' | 'size' | 'width' | 'height' | 'duration_ms' | 'placeholder' | 'previews'
  >,
): Promise<FileRow | undefined> {
  return tx.db
    .updateTable('files')
    .set({ ...found, state: 'ready' })
    .where('id', '=', id)
    .where('state', '=', 'arriving')
    .returningAll()
    .executeTakeFirst()
}

/** Notes that a video has a poster now. Returns undefined when it has one already, or was sent or given up meanwhile. */
export async function markPoster(
  tx: Transaction,
  id: string,
  found: Pick<FileRow, 'width' | 'height' | 'placeholder' | 'previews' | 'poster_type'>,
): Promise<FileRow | undefined> {
  return tx.db
    .updateTable('files')
    .set({ ...found, has_poster: 1 })
    .where('id', '=', id)
    .where('state', '=', 'ready')
    .where('has_poster', '=', 0)
    .where('attached_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
}

/** A file that is there for this person: one they have not sent yet, or one in a message that they may read. */
export async function findVisible(reads: Reads, readerId: string, id: string): Promise<FileRow | undefined> {
  return reads.db
    .selectFrom('files')
    .leftJoin('messages', 'messages.id', 'files.message_id')
    .leftJoin('rooms', 'rooms.id', 'messages.room_id')
    .leftJoin('members', (join) =>
      join.onRef('members.room_id', '=', 'messages.room_id').on('members.account_id', '=', readerId),
    )
    .selectAll('files')
    .where('files.id', '=', id)
    .where('files.state', '=', 'ready')
    .where((either) =>
      either.or([
        either.and([either('files.attached_at', 'is', null), either('files.owner_id', '=', readerId)]),
        either.and([
          either('members.account_id', 'is not', null),
          either('messages.deleted_at', 'is', null),
          isKept(keptTimes(reads)),
        ]),
      ]),
    )
    .executeTakeFirst()
}

/** Gives up a file of one's own that is not sent. Returns whether there was one. */
export async function giveUp(tx: Transaction, ownerId: string, id: string): Promise<boolean> {
  const row = await tx.db
    .updateTable('files')
    .set({ state: 'removed' })
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .where('state', '<>', 'removed')
    .where('attached_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** What somebody sent stays by a name that says nothing of them, what they did not send is given up. */
export async function anonymizeFiles(tx: Transaction, ownerId: string): Promise<void> {
  const own = tx.db.updateTable('files').where('owner_id', '=', ownerId)
  await own.set({ name: anonymousName }).execute()
  await own.set({ state: 'removed' }).where('message_id', 'is', null).execute()
}

/** Gives up a file that is still on its way, if it is. */
export async function giveUpArriving(tx: Transaction, id: string): Promise<void> {
  await tx.db
    .updateTable('files')
    .set({ state: 'removed' })
    .where('id', '=', id)
    .where('state', '=', 'arriving')
    .execute()
}
