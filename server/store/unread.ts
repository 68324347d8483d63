import { expressionBuilder } from 'kysely'
import { readableTypes } from '#protocol/messages'
import { isKept, type KeptTimes, keptTimes, timesOf } from './is-kept'
import { prepared, type Value } from './prepared'
import type { Tables } from './schema'
import type { Reads } from './store'

const ofMember = () => expressionBuilder<Tables, 'members' | 'rooms'>()

/** Of the member and the room a query is about: how much of others that is kept and to be read is unread. */
export function unreadTexts(accountId: string, times: KeptTimes) {
  return ofMember()
    .selectFrom('messages')
    .whereRef('messages.room_id', '=', 'members.room_id')
    .whereRef('messages.seq', '>', 'members.unread_after')
    .where('messages.sender_id', '<>', accountId)
    .where('messages.message_type', 'in', readableTypes)
    .where('messages.deleted_at', 'is', null)
    .where(isKept(times))
    .select((count) => count.fn.countAll<number>().as('n'))
}

/** The same of those that name this member, or everyone. */
export function unreadMentions(accountId: string, times: KeptTimes) {
  return ofMember()
    .selectFrom('mentions')
    .innerJoin('messages', 'messages.id', 'mentions.message_id')
    .whereRef('mentions.room_id', '=', 'members.room_id')
    .whereRef('mentions.seq', '>', 'members.unread_after')
    .where((named) =>
      named.or([named('mentions.account_id', '=', accountId), named('mentions.account_id', 'is', null)]),
    )
    .where('messages.sender_id', '<>', accountId)
    .where(isKept(times))
    .select((count) => count.fn.count<number>('mentions.message_id').distinct().as('n'))
}

const state = prepared(({ db }, value: Value<{ roomId: string; accountId: string } & KeptTimes>) => {
  const times = timesOf(value)
  return db
    .selectFrom('members')
    .innerJoin('rooms', 'rooms.id', 'members.room_id')
    .where('members.room_id', '=', value('roomId'))
    .where('members.account_id', '=', value('accountId'))
    .select(['members.read_seq', 'members.unread_after', 'members.read_changes', 'rooms.last_seq'])
    .select([
      unreadTexts(value('accountId'), times).as('unread_count'),
      unreadMentions(value('accountId'), times).as('mention_count'),
    ])
})

/**
 * How far a member has read and what is left. It is one query, so that on either database all of it is of one moment.
 */
export async function unreadState(reads: Reads, roomId: string, accountId: string) {
  const [row] = await state(reads, { roomId, accountId, ...keptTimes(reads) })
  return row && { ...row, unread_count: row.unread_count ?? 0, mention_count: row.mention_count ?? 0 }
}

/** How much is unread in all rooms of somebody; of muted ones only what mentions them, as rule N13 of docs/notifications.md says. */
export async function unreadTotal(reads: Reads, accountId: string): Promise<number> {
  const times = keptTimes(reads)
  const rooms = await reads.db
    .selectFrom('members')
    .innerJoin('rooms', 'rooms.id', 'members.room_id')
    .leftJoin('room_levels as own', (join) =>
      join.onRef('own.account_id', '=', 'members.account_id').onRef('own.room_id', '=', 'members.room_id'),
    )
    .where('members.account_id', '=', accountId)
    .whereRef('members.unread_after', '<', 'rooms.last_seq')
    .select('own.level')
    .select([
      unreadTexts(accountId, times).as('unread_count'),
      unreadMentions(accountId, times).as('mention_count'),
    ])
    .execute()
  return rooms.reduce(
    (sum, { level, unread_count, mention_count }) =>
      sum + ((level === 'none' ? mention_count : unread_count) ?? 0),
    0,
  )
}
