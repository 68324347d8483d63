import { prepared, type Value } from './prepared'
import { userColumns } from './profiles'
import type { Reads, Transaction } from './store'

interface Mark {
  roomId: string
  accountId: string
  seq: number
}

const deliveredMark = prepared(({ db }, value: Value<Mark>) =>
  db
    .updateTable('members')
    .set({ delivered_seq: value('seq') })
    .where('room_id', '=', value('roomId'))
    .where('account_id', '=', value('accountId'))
    .where('delivered_seq', '<', value('seq'))
    .returning(['room_id', 'delivered_seq', 'read_seq']),
)

/**
 * Moves the mark of what somebody's devices have received forward.
 * @returns both marks; undefined when this one was as far already, or they are no member
 */
export async function advanceDelivered(tx: Transaction, mark: Mark) {
  const [advanced] = await deliveredMark(tx, mark)
  return advanced
}

/**
 * Moves a read mark forward, with it what counts as received, and the place where unread texts begin.
 * @returns the marks; undefined when nothing was unread up to there, or they are no member
 */
export async function advanceRead(tx: Transaction, { roomId, accountId, seq }: Mark) {
  return tx.db
    .updateTable('members')
    .set((column) => {
      const furthest = (mark: 'delivered_seq' | 'read_seq') =>
        column.case().when(mark, '<', seq).then(seq).else(column.ref(mark)).end()
      return {
        read_seq: furthest('read_seq'),
        delivered_seq: furthest('delivered_seq'),
        unread_after: seq,
        read_changes: column('read_changes', '+', 1),
      }
    })
    .where('room_id', '=', roomId)
    .where('account_id', '=', accountId)
    .where('unread_after', '<', seq)
    .returning(['room_id', 'delivered_seq', 'read_seq'])
    .executeTakeFirst()
}

/**
 * Lets what is unread begin after a number, at the latest where reading has come to.
 * @returns whether that changed anything
 */
export async function setUnreadAfter(tx: Transaction, { roomId, accountId, seq }: Mark): Promise<boolean> {
  const row = await tx.db
    .updateTable('members')
    .set((column) => ({
      unread_after: column.case().when('read_seq', '<', seq).then(column.ref('read_seq')).else(seq).end(),
      read_changes: column('read_changes', '+', 1),
    }))
    .where('room_id', '=', roomId)
    .where('account_id', '=', accountId)
    .where('unread_after', '<>', seq)
    .returning('account_id')
    .executeTakeFirst()
  return row !== undefined
}

const marksWithHead = prepared(({ db }, value: Value<{ roomId: string; accountId: string }>) =>
  db
    .selectFrom('members')
    .innerJoin('rooms', 'rooms.id', 'members.room_id')
    .select(['members.delivered_seq', 'members.read_seq', 'rooms.last_seq'])
    .where('members.room_id', '=', value('roomId'))
    .where('members.account_id', '=', value('accountId')),
)

/** How far somebody has received and read a room, and its newest number; undefined when they are no member. */
export async function findMarks(reads: Reads, roomId: string, accountId: string) {
  const [marks] = await marksWithHead(reads, { roomId, accountId })
  return marks
}

/** Somebody's marks in all their rooms, locked until the commit: what moves one meanwhile comes later. */
export function lockMarksOf(tx: Transaction, accountId: string) {
  return tx.db
    .selectFrom('members')
    .select(['room_id', 'delivered_seq', 'read_seq'])
    .where('account_id', '=', accountId)
    .orderBy('room_id')
    .modifyEnd(tx.rowLock)
    .execute()
}

/** The marks of everyone in a room who can still sign in, by name, with whether they show what they have read. */
export function listMarks(reads: Reads, roomId: string) {
  return reads.db
    .selectFrom('members')
    .innerJoin('accounts', 'accounts.id', 'members.account_id')
    .select([...userColumns, 'accounts.shows_read'])
    .select(['members.delivered_seq', 'members.read_seq'])
    .where('members.room_id', '=', roomId)
    .where('accounts.disabled_at', 'is', null)
    .orderBy('accounts.username_key')
    .execute()
}

const readers = prepared(({ db }, value: Value<{ roomId: string; limit: number }>) =>
  db
    .selectFrom('members')
    .innerJoin('accounts', 'accounts.id', 'members.account_id')
    .select(['members.account_id', 'accounts.shows_read'])
    .where('members.room_id', '=', value('roomId'))
    .limit(value('limit')),
)

/** Everyone in a room, with whether they show what they have read; null, looking no further, when they are more than `most`. */
export async function listReaders(reads: Reads, roomId: string, most: number) {
  const found = await readers(reads, { roomId, limit: most + 1 })
  return found.length > most ? null : found
}
