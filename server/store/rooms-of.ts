import type { Reads } from './store'

/** The rooms an account is in, as `members` and `rooms`, and as `peer` the other one of a direct room. */
export function roomsOf(reads: Reads, accountId: string) {
  return reads.db
    .selectFrom('members')
    .innerJoin('rooms', 'rooms.id', 'members.room_id')
    .leftJoin('members as other', (join) =>
      join
        .onRef('other.room_id', '=', 'rooms.id')
        .on('other.account_id', '<>', accountId)
        .on('rooms.room_type', '=', 'direct'),
    )
    .leftJoin('accounts as peer', 'peer.id', 'other.account_id')
    .where('members.account_id', '=', accountId)
}
