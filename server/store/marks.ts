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
 * Moves a read mark forward, and with it what counts as received.
 * @returns both marks; undefined when it was as far already, or they are no member
 */
export async function advanceRead(tx: Transaction, { roomId, accountId, seq }: Mark) {
  return tx.db
    .updateTable('members')
    .set((column) => ({
      read_seq: seq,
      delivered_seq: column
        .case()
        .when('delivered_seq', '<', seq)
        .then(seq)
        .else(column.ref('delivered_seq'))
        .end(),
    }))
    .where('room_id', '=', roomId)
    .where('account_id', '=', accountId)
    .where('read_seq', '<', seq)
    .returning(['room_id', 'delivered_seq', 'read_seq'])
    .executeTakeFirst()
}

/** Of these rooms, the ones somebody is in: how far they have received each, and its newest number. */
export function deliveredMarksOf(reads: Reads, accountId: string, roomIds: readonly string[]) {
  return reads.db
    .selectFrom('members')
    .innerJoin('rooms', 'rooms.id', 'members.room_id')
    .select(['members.room_id', 'members.delivered_seq', 'rooms.last_seq'])
    .where('members.account_id', '=', accountId)
    .where('members.room_id', 'in', [...roomIds])
    .orderBy('members.room_id')
    .execute()
}

/** The marks of everyone in a room who can still sign in, by name. */
export function listMarks(reads: Reads, roomId: string) {
  return reads.db
    .selectFrom('members')
    .innerJoin('accounts', 'accounts.id', 'members.account_id')
    .select([...userColumns, 'members.delivered_seq', 'members.read_seq'])
    .where('members.room_id', '=', roomId)
    .where('accounts.disabled_at', 'is', null)
    .orderBy('accounts.username_key')
    .execute()
}

/** Whether a room has more members than this. Looks at no more of them than it must. */
export async function hasMoreMembers(reads: Reads, roomId: string, than: number): Promise<boolean> {
  const rows = await reads.db
    .selectFrom('members')
    .select('account_id')
    .where('room_id', '=', roomId)
    .limit(than + 1)
    .execute()
  return rows.length > than
}
