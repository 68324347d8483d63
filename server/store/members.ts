import type { Role } from '#protocol/rooms'
import { prepared, type Value } from './prepared'
import { userColumns } from './profiles'
import type { Reads, Transaction } from './store'

const memberRow = prepared(({ db }, value: Value<{ roomId: string; accountId: string }>) =>
  db
    .selectFrom('members')
    .selectAll()
    .where('room_id', '=', value('roomId'))
    .where('account_id', '=', value('accountId')),
)

export async function findMember(reads: Reads, roomId: string, accountId: string) {
  const [member] = await memberRow(reads, { roomId, accountId })
  return member
}
export type Member = NonNullable<Awaited<ReturnType<typeof findMember>>>

/** Whether somebody is a member, who then stays one until the commit. */
export async function lockMember(tx: Transaction, roomId: string, accountId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('members')
    .select('account_id')
    .where('room_id', '=', roomId)
    .where('account_id', '=', accountId)
    .modifyEnd(tx.rowLock)
    .executeTakeFirst()
  return row !== undefined
}

type NewMember = Pick<Member, 'room_id' | 'account_id' | 'role' | 'joined_at' | 'delivered_seq' | 'read_seq'>

/** Adds a member unless they are one. Returns whether they were added. */
export async function insertMember(tx: Transaction, member: NewMember): Promise<boolean> {
  const row = await tx.db
    .insertInto('members')
    .values({ ...member, unread_after: member.read_seq })
    .onConflict((conflict) => conflict.doNothing())
    .returning('account_id')
    .executeTakeFirst()
  if (row) tx.noteChange(row.account_id)
  return row !== undefined
}

export async function deleteMember(tx: Transaction, roomId: string, accountId: string): Promise<void> {
  await tx.db
    .deleteFrom('members')
    .where('room_id', '=', roomId)
    .where('account_id', '=', accountId)
    .execute()
}

export async function setRole(tx: Transaction, roomId: string, accountId: string, role: Role): Promise<void> {
  await tx.db
    .updateTable('members')
    .set({ role })
    .where('room_id', '=', roomId)
    .where('account_id', '=', accountId)
    .execute()
}

/** Who a room falls to when its owner goes: the admin who joined first, else the member who did. */
export function findSuccessor(reads: Reads, roomId: string, ownerId: string) {
  return reads.db
    .selectFrom('members')
    .innerJoin('accounts', 'accounts.id', 'members.account_id')
    .select(['accounts.id', 'accounts.username'])
    .where('members.room_id', '=', roomId)
    .where('members.account_id', '<>', ownerId)
    .orderBy((order) => order.case('members.role').when('admin').then(0).else(1).end())
    .orderBy('members.joined_at')
    .orderBy('accounts.id')
    .limit(1)
    .executeTakeFirst()
}

/** Everyone in a room: owner first, then admins, then by name. */
export function listMembers(reads: Reads, roomId: string) {
  return reads.db
    .selectFrom('members')
    .innerJoin('accounts', 'accounts.id', 'members.account_id')
    .select([...userColumns, 'members.role', 'members.joined_at'])
    .where('members.room_id', '=', roomId)
    .orderBy((order) => order.case('members.role').when('owner').then(0).when('admin').then(1).else(2).end())
    .orderBy('accounts.username_key')
    .execute()
}

export async function memberIds(reads: Reads, roomId: string): Promise<string[]> {
  const rows = await reads.db
    .selectFrom('members')
    .select('account_id')
    .where('room_id', '=', roomId)
    .execute()
  return rows.map((row) => row.account_id)
}

export async function roomIdsOf(reads: Reads, accountId: string): Promise<string[]> {
  const rows = await reads.db
    .selectFrom('members')
    .select('room_id')
    .where('account_id', '=', accountId)
    .execute()
  return rows.map((row) => row.room_id)
}

/** The groups somebody is in. */
export async function groupIdsOf(reads: Reads, accountId: string): Promise<string[]> {
  const rows = await reads.db
    .selectFrom('members')
    .innerJoin('rooms', 'rooms.id', 'members.room_id')
    .select('rooms.id')
    .where('members.account_id', '=', accountId)
    .where('rooms.room_type', '=', 'group')
    .execute()
  return rows.map((row) => row.id)
}
