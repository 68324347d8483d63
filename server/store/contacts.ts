import type { Selectable } from 'kysely'
import type { ContactsTable } from './contact-tables'
import { prepared, type Value } from './prepared'
import { userColumns } from './profiles'
import type { Reads, Transaction } from './store'

/** How one person stands to another. */
export type Standing = Selectable<ContactsTable>

/**
 * How two people stand to each other, locked until the commit, so that of several changes at once each sees the one
 * before. The first is the one named first.
 */
export async function lockStandings(
  tx: Transaction,
  accountId: string,
  otherId: string,
): Promise<{ mine: Standing; theirs: Standing }> {
  const [low, high] = [accountId, otherId].toSorted() as [string, string]
  const unknown = { state: 'none', since: 0, refuses_until: null } as const
  await tx.db
    .insertInto('contacts')
    .values([
      { account_id: low, other_id: high, ...unknown },
      { account_id: high, other_id: low, ...unknown },
    ])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const rows = await tx.db
    .selectFrom('contacts')
    .selectAll()
    .where((either) =>
      either.or([
        either.and({ account_id: low, other_id: high }),
        either.and({ account_id: high, other_id: low }),
      ]),
    )
    .orderBy('account_id')
    .modifyEnd(tx.rowLock)
    .execute()
  const mine = rows.find((row) => row.account_id === accountId)
  const theirs = rows.find((row) => row.account_id === otherId)
  if (!mine || !theirs) throw new Error('a standing was saved and is not there')
  return { mine, theirs }
}

export async function setStanding(
  tx: Transaction,
  { account_id, other_id }: Standing,
  change: Pick<Standing, 'state' | 'since'> & { refuses_until?: number | null },
): Promise<void> {
  await tx.db
    .updateTable('contacts')
    .set(change)
    .where('account_id', '=', account_id)
    .where('other_id', '=', other_id)
    .execute()
}

/** Everyone who is something to this person, by name. */
export function listStandings(reads: Reads, accountId: string) {
  return reads.db
    .selectFrom('contacts')
    .innerJoin('accounts', 'accounts.id', 'contacts.other_id')
    .select([...userColumns, 'contacts.state', 'contacts.since'])
    .where('contacts.account_id', '=', accountId)
    .where('contacts.state', '<>', 'none')
    .orderBy('accounts.username_key')
    .execute()
}

/** How somebody stands to another, as the first sees it. */
export async function findStanding(reads: Reads, accountId: string, otherId: string) {
  const row = await reads.db
    .selectFrom('contacts')
    .select('state')
    .where('account_id', '=', accountId)
    .where('other_id', '=', otherId)
    .executeTakeFirst()
  return row?.state ?? 'none'
}

const contactRow = prepared(({ db }, value: Value<{ accountId: string; otherId: string }>) =>
  db
    .selectFrom('contacts')
    .select('other_id')
    .where('account_id', '=', value('accountId'))
    .where('other_id', '=', value('otherId'))
    .where('state', '=', 'contact'),
)

export async function areContacts(reads: Reads, accountId: string, otherId: string): Promise<boolean> {
  const [row] = await contactRow(reads, { accountId, otherId })
  return row !== undefined
}

const peerRow = prepared(({ db }, value: Value<{ roomId: string; accountId: string }>) =>
  db
    .selectFrom('rooms')
    .innerJoin('members', 'members.room_id', 'rooms.id')
    .leftJoin('contacts', (join) =>
      join
        .onRef('contacts.account_id', '=', 'members.account_id')
        .on('contacts.other_id', '=', value('accountId'))
        .on('contacts.state', '=', 'contact'),
    )
    .select(['members.account_id', 'contacts.state'])
    .where('rooms.id', '=', value('roomId'))
    .where('rooms.room_type', '=', 'direct')
    .where('members.account_id', '<>', value('accountId')),
)

/** Whether this is a direct room in which the other is no contact of this person. */
export async function isRoomOfStrangers(reads: Reads, roomId: string, accountId: string): Promise<boolean> {
  const [peer] = await peerRow(reads, { roomId, accountId })
  return peer !== undefined && peer.state === null
}

export async function contactIds(reads: Reads, accountId: string): Promise<string[]> {
  const rows = await reads.db
    .selectFrom('contacts')
    .select('other_id')
    .where('account_id', '=', accountId)
    .where('state', '=', 'contact')
    .execute()
  return rows.map((row) => row.other_id)
}

/** Forgets how everyone stands to somebody and they to them. Returns whose contact they were. */
export async function deleteStandingsOf(tx: Transaction, accountId: string): Promise<string[]> {
  const rows = await tx.db
    .deleteFrom('contacts')
    .where((either) => either.or([either('account_id', '=', accountId), either('other_id', '=', accountId)]))
    .returning(['account_id', 'state'])
    .execute()
  return rows
    .filter((row) => row.account_id !== accountId && row.state !== 'none')
    .map((row) => row.account_id)
}
