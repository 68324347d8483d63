import { expressionBuilder } from 'kysely'
import type { Tables } from './schema'
import type { Reads, Transaction } from './store'

/** Both databases bound the number of values in one statement. */
const idsPerStatement = 500

/** The rooms somebody is in that have more than so many members. No more members than that are looked at. */
export async function roomIdsOfMoreThan(reads: Reads, accountId: string, members: number) {
  const rows = await reads.db
    .selectFrom('members')
    .select('room_id')
    .where('account_id', '=', accountId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('members as other')
          .select('other.account_id')
          .whereRef('other.room_id', '=', 'members.room_id')
          .limit(1)
          .offset(members),
      ),
    )
    .execute()
  return rows.map((row) => row.room_id)
}

/** When somebody was last seen, unless they hide it. */
function shownLastSeen() {
  return expressionBuilder<Tables, 'accounts'>()
    .case()
    .when('accounts.shows_last_seen', '=', 1)
    .then(expressionBuilder<Tables, 'accounts'>().ref('accounts.last_seen_at'))
    .end()
    .as('last_seen_at')
}

/** When somebody was last seen; null also when they hide it. */
export async function findLastSeen(reads: Reads, accountId: string): Promise<number | null> {
  const row = await reads.db
    .selectFrom('accounts')
    .select(shownLastSeen())
    .where('id', '=', accountId)
    .executeTakeFirst()
  return row?.last_seen_at ?? null
}

/** Everyone in these rooms, once for each room they are in, with when they were last seen unless they hide it. */
export async function lastSeenIn(reads: Reads, roomIds: readonly string[]) {
  const found = []
  for (const some of inParts(roomIds)) {
    const rows = await reads.db
      .selectFrom('members')
      .innerJoin('accounts', 'accounts.id', 'members.account_id')
      .select(['members.room_id', 'members.account_id'])
      .select(shownLastSeen())
      .where('members.room_id', 'in', some)
      .execute()
    found.push(...rows)
  }
  return found
}

/** When these people were last seen, unless they hide it. */
export async function lastSeenByIds(reads: Reads, accountIds: readonly string[]) {
  const found = []
  for (const some of inParts(accountIds)) {
    const rows = await reads.db
      .selectFrom('accounts')
      .select('accounts.id')
      .select(shownLastSeen())
      .where('id', 'in', some)
      .execute()
    found.push(...rows)
  }
  return found
}

/** Notes when these people were last seen. It only moves forward. */
export async function setLastSeen(tx: Transaction, accountIds: readonly string[], at: number): Promise<void> {
  for (const some of inParts(accountIds)) {
    await tx.db
      .updateTable('accounts')
      .set({ last_seen_at: at })
      .where('id', 'in', some)
      .where('deleted_at', 'is', null)
      .where((either) => either.or([either('last_seen_at', 'is', null), either('last_seen_at', '<', at)]))
      .execute()
  }
}

function inParts(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / idsPerStatement)
  return Array.from({ length: count }, (_, n) => ids.slice(n * idsPerStatement, (n + 1) * idsPerStatement))
}
