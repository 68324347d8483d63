import type { BusEvent } from '../bus/bus'
import type { App } from '../context'
import { contactsOf } from '../domain/contacts/list'
import type { Gathering } from '../domain/presence/gathering'
import { lastSeenByIds, lastSeenIn, roomsTooLargeOf } from '../domain/presence/last-seen'
import { roomIdsOfMember } from '../domain/rooms/view'

/** Who is told of whom. The members of a circle are: it is a room, or where only contacts are told, a pair of these. */
export interface Circles {
  /** Somebody is here who is in these rooms. */
  arrive(accountId: string, roomIds: Iterable<string>): void
  /** Reads what else must be known of them. What it returns puts that in force. */
  settling(accountId: string): Promise<() => void>
  /** The circles somebody is in, whether or not they are here. */
  idsOf(accountId: string): Promise<string[]>
  /** Everyone in these circles, once for each, with when they were last seen (ms), if that is known. */
  lastSeenIn(circleIds: readonly string[]): Promise<Seen[]>
  /** Who enters and leaves which circle by an event. */
  changesBy(event: BusEvent): Change[]
}

interface Seen {
  circleId: string
  accountId: string
  lastSeenAt: number | null
}

interface Change {
  circleId: string
  accountId: string
  isIn: boolean
}

export function createCircles(app: App, gathering: Gathering): Circles {
  return app.policy.directory === 'contacts' ? contactCircles(app, gathering) : roomCircles(app, gathering)
}

function roomCircles(app: App, gathering: Gathering): Circles {
  return {
    arrive(accountId, roomIds) {
      for (const roomId of roomIds) gathering.enter(accountId, roomId)
    },
    async settling(accountId) {
      const tooLarge = await roomsTooLargeOf(app, accountId)
      return () => {
        for (const roomId of tooLarge) gathering.leave(accountId, roomId)
      }
    },
    idsOf: (accountId) => roomIdsOfMember(app, accountId),
    async lastSeenIn(roomIds) {
      const rows = await lastSeenIn(app, roomIds)
      return rows.map((row) => ({
        circleId: row.room_id,
        accountId: row.account_id,
        lastSeenAt: row.last_seen_at,
      }))
    },
    changesBy(event) {
      if (event.kind !== 'joined' && event.kind !== 'left') return []
      return [{ circleId: event.roomId, accountId: event.accountId, isIn: event.kind === 'joined' }]
    },
  }
}

function contactCircles(app: App, gathering: Gathering): Circles {
  /** Counted so that what was read before somebody parted is read again. */
  let partings = 0

  async function pairsOf(accountId: string): Promise<string[]> {
    const before = partings
    const ids = await contactsOf(app, accountId)
    return before === partings ? ids.map((id) => pairId(accountId, id)) : pairsOf(accountId)
  }

  return {
    arrive() {},
    async settling(accountId) {
      const pairs = await pairsOf(accountId)
      return () => {
        for (const pair of pairs) gathering.enter(accountId, pair)
      }
    },
    idsOf: pairsOf,
    async lastSeenIn(pairs) {
      const seen = await lastSeenByIds(app, [...new Set(pairs.flatMap(peopleOf))])
      return pairs.flatMap((circleId) =>
        peopleOf(circleId).map((accountId) => ({
          circleId,
          accountId,
          lastSeenAt: seen.get(accountId) ?? null,
        })),
      )
    },
    changesBy(event) {
      if (event.kind === 'contacts_parted') partings++
      else if (event.kind !== 'contacts_joined') return []
      const circleId = pairId(...event.accountIds)
      const isIn = event.kind === 'contacts_joined'
      return event.accountIds.map((accountId) => ({ circleId, accountId, isIn }))
    },
  }
}

function pairId(one: string, other: string): string {
  return [one, other].toSorted().join(':')
}

function peopleOf(pair: string): string[] {
  return pair.split(':')
}
