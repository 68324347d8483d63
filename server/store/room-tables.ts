import type { Generated } from 'kysely'
import type { Role, RoomType } from '#protocol/rooms'
import type { Time } from './time'

export interface RoomsTable {
  id: string
  room_type: RoomType
  name: string | null
  description: string
  /** The two account ids in order, joined by a colon: one direct room per pair. */
  direct_key: string | null
  created_by: string
  created_at: Time
  last_activity_at: Time
  /** The counter that the birth and every change of an entry of the log takes its number from. */
  last_seq: number
  /** Since when nobody can write here any more. */
  closed_at: Time | null
  /** When that counter last moved. */
  changed_at: Generated<Time>
  /** For so long it keeps its messages, where the server does not end them sooner; null for as long as the server does. */
  retention_days: Generated<number | null>
  /** What was born before is not kept: an earlier choice had ended it when the present one was made. */
  kept_from: Generated<Time>
}

export interface MembersTable {
  room_id: string
  account_id: string
  role: Role
  joined_at: Time
  /** How far their devices have received the log; never less than `read_seq`. */
  delivered_seq: number
  /** How far they have ever read. It only moves forward. */
  read_seq: number
  /** Texts of others after this are unread; never more than `read_seq`. Marking as unread takes it back. */
  unread_after: Generated<number>
  /** How often `read_seq` or `unread_after` was changed. */
  read_changes: Generated<number>
  /** Since when this member has the room at the top of their list; null for not at all. */
  pinned_at: Time | null
  /** This member has put the room away until its log goes on after this number; null for not at all. */
  archived_seq: number | null
  /** How often either of the two was changed. */
  listing_changes: Generated<number>
}

/** When a mark of a member moved from `after_seq` to `seq`. Only the newest are kept. */
export interface MarkStepsTable {
  room_id: string
  account_id: string
  kind: 'delivered' | 'read'
  seq: number
  after_seq: number
  at: Time
}
