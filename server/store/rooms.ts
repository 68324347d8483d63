import type { Selectable } from 'kysely'
import { prepared, type Value } from './prepared'
import type { RoomsTable } from './room-tables'
import type { Reads, Transaction } from './store'

const lockedRoom = prepared(({ db, rowLock }, value: Value<{ id: string }>) =>
  db
    .selectFrom('rooms')
    .select(['id', 'room_type', 'name', 'description', 'last_seq', 'closed_at'])
    .select(['retention_days', 'kept_from'])
    .where('id', '=', value('id'))
    .modifyEnd(rowLock),
)

/** The room's row, locked until the commit: who holds it may take the next numbers of the log. */
export async function lockRoom(tx: Transaction, id: string) {
  const [room] = await lockedRoom(tx, { id })
  return room
}
export type LockedRoom = NonNullable<Awaited<ReturnType<typeof lockRoom>>>

export function findRoom(reads: Reads, id: string) {
  return reads.db
    .selectFrom('rooms')
    .select(['id', 'room_type', 'closed_at'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export type NewRoom = Omit<
  Selectable<RoomsTable>,
  'changed_at' | 'closed_at' | 'retention_days' | 'kept_from'
>

/** Saves a room unless its pair has one. Returns whether it was saved. */
export async function insertRoom(tx: Transaction, room: NewRoom): Promise<boolean> {
  const row = await tx.db
    .insertInto('rooms')
    .values(room)
    .onConflict((conflict) => conflict.column('direct_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function findDirectRoomId(reads: Reads, directKey: string): Promise<string | undefined> {
  const row = await reads.db
    .selectFrom('rooms')
    .select('id')
    .where('direct_key', '=', directKey)
    .executeTakeFirst()
  return row?.id
}

const advancedRoom = prepared(({ db }, value: Value<{ id: string; seq: number; now: number }>) =>
  db
    .updateTable('rooms')
    .set({ last_seq: value('seq'), last_activity_at: value('now'), changed_at: value('now') })
    .where('id', '=', value('id')),
)

/** Moves the room's counter to the number just used. */
export async function advanceRoom(tx: Transaction, id: string, seq: number, now: number): Promise<void> {
  await advancedRoom(tx, { id, seq, now })
  tx.noteChange(id)
}

/** The same for a change of an entry, which is no activity that moves the room in the list. */
export async function countChange(tx: Transaction, id: string, seq: number, now: number): Promise<void> {
  await tx.db.updateTable('rooms').set({ last_seq: seq, changed_at: now }).where('id', '=', id).execute()
  tx.noteChange(id)
}

export async function updateRoom(
  tx: Transaction,
  id: string,
  change: Partial<Pick<Selectable<RoomsTable>, 'name' | 'description' | 'retention_days' | 'kept_from'>>,
): Promise<void> {
  await tx.db.updateTable('rooms').set(change).where('id', '=', id).execute()
}

/** From now on nobody can write in the room. */
export async function closeRoom(tx: Transaction, id: string, now: number): Promise<void> {
  await tx.db.updateTable('rooms').set({ closed_at: now }).where('id', '=', id).execute()
}

/** Removes the room with its members and its log. */
export async function deleteRoomRows(tx: Transaction, id: string): Promise<void> {
  await tx.db.deleteFrom('messages').where('room_id', '=', id).execute()
  await tx.db.deleteFrom('rooms').where('id', '=', id).execute()
}

const head = prepared(({ db }, value: Value<{ id: string }>) =>
  db.selectFrom('rooms').select('last_seq').where('id', '=', value('id')),
)

export async function headOf(reads: Reads, id: string): Promise<number> {
  const [room] = await head(reads, { id })
  return room?.last_seq ?? 0
}
