import { keptTimes } from './is-kept'
import { roomsOf } from './rooms-of'
import type { Reads } from './store'
import { unreadMentions, unreadTexts } from './unread'

/** The rooms an account is in, as its room list needs them; newest activity first. */
export function roomViews(reads: Reads, accountId: string) {
  const times = keptTimes(reads)
  return roomsOf(reads, accountId)
    .selectAll('rooms')
    .select([
      'members.role as my_role',
      'members.read_seq',
      'members.unread_after',
      'members.read_changes',
      'members.pinned_at',
      'members.archived_seq',
      'members.listing_changes',
      'peer.id as peer_id',
      'peer.username as peer_username',
      'peer.display_name as peer_display_name',
      'peer.color as peer_color',
    ])
    .select((select) => [
      select
        .selectFrom('members as everyone')
        .whereRef('everyone.room_id', '=', 'rooms.id')
        .select((count) => count.fn.countAll<number>().as('n'))
        .as('member_count'),
      unreadTexts(accountId, times).as('unread_count'),
      unreadMentions(accountId, times).as('mention_count'),
    ])
    .orderBy('rooms.last_activity_at', 'desc')
}
export type RoomView = Awaited<ReturnType<ReturnType<typeof roomViews>['execute']>>[number]
