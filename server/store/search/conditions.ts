import { type RawBuilder, sql } from 'kysely'
import { isKept } from '../is-kept'
import type { Wanted } from './search-index'

/** What must hold for a row `m` of messages besides its words, on every engine. Never trusts the index with rights. */
export function conditions({ roomIds, memberId, before, kept, from, until }: Wanted): RawBuilder<boolean> {
  const all = [
    sql`m.id < ${before}`,
    sql`m.deleted_at is null`,
    sql`exists (select 1 from members join rooms on rooms.id = members.room_id
      where members.room_id = m.room_id and members.account_id = ${memberId} and ${isKept(kept, 'm')})`,
    ...(roomIds.length === 1 ? [sql`m.room_id = ${roomIds[0]}`] : []),
    ...(from === null ? [] : [sql`m.created_at >= ${from}`]),
    ...(until === null ? [] : [sql`m.created_at < ${until}`]),
  ]
  return sql<boolean>`${sql.join(all, sql` and `)}`
}
