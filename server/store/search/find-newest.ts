import type { Reads } from '../reads'
import type { Store } from '../store'
import type { FoundText, Wanted } from './search-index'

/** So many rooms are asked about first, each of them a part of the expression, and so many times more each time after. */
const roomsAtFirst = 100
const growth = 4

/** How much a text may be older than others with a smaller id: as long as it took to be committed, and clocks jump. */
const slackMs = 60_000

type Search = Omit<Wanted, 'roomIds'>

/**
 * The ids of the texts that meet all that is wanted, newest first. The rooms that were active last are asked about
 * first, and the others only as long as they may hold something newer than what was found.
 */
export async function findNewest({ db, search }: Store, wanted: Search, roomId?: string): Promise<number[]> {
  const rooms = await roomsByActivity({ db }, wanted.memberId, roomId)
  let found: FoundText[] = []
  let asked = 0
  for (let count = roomsAtFirst; asked < rooms.length; count *= growth) {
    const roomIds = rooms.slice(asked, asked + count).map(({ room_id }) => room_id)
    asked += count
    const texts = await search.find(db, { ...wanted, roomIds })
    found = newest([...found, ...texts], wanted.limit)
    const last = found[wanted.limit - 1]
    const next = rooms[asked]
    if (last && next && next.last_activity_at + slackMs < last.created_at) break
  }
  return found.map(({ id }) => id)
}

/** The rooms somebody is in, or one of them, newest activity first. */
function roomsByActivity({ db }: Pick<Reads, 'db'>, accountId: string, roomId?: string) {
  const rooms = db
    .selectFrom('members')
    .innerJoin('rooms', 'rooms.id', 'members.room_id')
    .select(['members.room_id', 'rooms.last_activity_at'])
    .where('members.account_id', '=', accountId)
    .orderBy('rooms.last_activity_at', 'desc')
  return (roomId === undefined ? rooms : rooms.where('rooms.id', '=', roomId)).execute()
}

/** Rooms that share words may give the same text twice. */
function newest(texts: readonly FoundText[], limit: number): FoundText[] {
  const byId = new Map(texts.map((text) => [text.id, text]))
  return [...byId.values()].toSorted((left, right) => right.id - left.id).slice(0, limit)
}
