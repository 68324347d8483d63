import { prepared, type Value } from './prepared'
import type { Reads } from './store'

interface Since {
  accountId: string
  /** Milliseconds since 1970. */
  since: number
}

const changedHeads = prepared(({ db }, value: Value<Since>) =>
  db
    .selectFrom('members')
    .innerJoin('rooms', 'rooms.id', 'members.room_id')
    .select(['rooms.id', 'rooms.last_seq'])
    .where('members.account_id', '=', value('accountId'))
    .where('rooms.changed_at', '>=', value('since')),
)

/** The newest numbers of the rooms somebody is in whose logs changed at this moment or later. */
export function headsChangedSince(reads: Reads, since: Since) {
  return changedHeads(reads, since)
}

const lateMembers = prepared(({ db }, value: Value<{ roomId: string; seq: number }>) =>
  db
    .selectFrom('members')
    .select('account_id')
    .where('room_id', '=', value('roomId'))
    .where('delivered_seq', '<', value('seq')),
)

/** Those in a room whose devices have not confirmed this number. */
export async function membersBehind(reads: Reads, roomId: string, seq: number): Promise<string[]> {
  const rows = await lateMembers(reads, { roomId, seq })
  return rows.map((row) => row.account_id)
}

const lateHead = prepared(({ db }, value: Value<{ roomId: string; accountId: string; seq: number }>) =>
  db
    .selectFrom('members')
    .innerJoin('rooms', 'rooms.id', 'members.room_id')
    .select('rooms.last_seq')
    .where('members.room_id', '=', value('roomId'))
    .where('members.account_id', '=', value('accountId'))
    .where('members.delivered_seq', '<', value('seq')),
)

/** The newest number of a room, if somebody is in it and has not confirmed this one. */
export async function headIfBehind(
  reads: Reads,
  place: { roomId: string; accountId: string; seq: number },
): Promise<number | undefined> {
  const [row] = await lateHead(reads, place)
  return row?.last_seq
}

/**
 * How many entries have not been delivered to somebody yet, over everyone and all rooms. Members beyond the first
 * `most` who lack something are not counted, so that this never takes long.
 */
export async function countUndelivered(reads: Reads, most: number): Promise<number> {
  const { sum } = await reads.db
    .selectFrom((members) =>
      members
        .selectFrom('members')
        .innerJoin('rooms', 'rooms.id', 'members.room_id')
        .select((lacking) =>
          lacking('rooms.last_seq', '-', lacking.ref('members.delivered_seq')).as('entries'),
        )
        .whereRef('members.delivered_seq', '<', 'rooms.last_seq')
        .limit(most)
        .as('behind'),
    )
    .select((all) => all.fn.sum<number | null>('behind.entries').as('sum'))
    .executeTakeFirstOrThrow()
  return Number(sum ?? 0)
}
