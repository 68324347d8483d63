import { isNamed } from '#protocol/mentions'
import { isToBeRead, type Message } from '#protocol/messages'
import { type ReadState, type Room, type RoomListing, role } from '#protocol/rooms'
import { withChange } from './with-change'

/**
 * A room as a frame or an answer describes it, beside what is held. The answer may have been made before entries and
 * marks that arrived earlier: of each the newer is taken.
 */
export function withNewer(held: Room | undefined, described: Room): Room {
  if (!held) return described
  const newest = newerLog(held, described)
  const { pinned_at, archived_seq, listing_changes } =
    described.listing_changes > held.listing_changes ? described : held
  if (newest.listing_changes === listing_changes) return newest
  return { ...newest, pinned_at, archived_seq, listing_changes }
}

/** The room after the server told where it is in the list; the same object when what is held is as new. */
export function withListing(held: Room, { room_id: _, ...told }: RoomListing): Room {
  return told.listing_changes > held.listing_changes ? { ...held, ...told } : held
}

/**
 * Whether it is out of sight: nothing was born in it since this person put it away, or, where it is muted, nothing that
 * mentions them and is unread.
 */
export function isArchived({ archived_seq, last_message, mention_count }: Room, isMuted: boolean): boolean {
  if (archived_seq === null) return false
  return (last_message?.seq ?? 0) <= archived_seq || (isMuted && mention_count === 0)
}

function newerLog(held: Room, described: Room): Room {
  const marked = described.read_changes >= held.read_changes ? described : held
  if (described.last_seq === held.last_seq) return marked
  const newest = described.last_seq > held.last_seq ? described : held
  if (newest.unread_after === marked.unread_after && newest.read_changes === marked.read_changes)
    return newest
  const { read_seq, unread_after, read_changes } = marked
  return { ...newest, read_seq, unread_after, read_changes, ...mostUnread(newest, unread_after) }
}

/** Whether of two descriptions one has the newer log and the other the newer marks, so that neither count is right. */
export function isMixed(held: Room | undefined, described: Room): boolean {
  if (!held) return false
  return (described.last_seq - held.last_seq) * (described.read_changes - held.read_changes) < 0
}

/** The room after one more birth or change in its log; the same object when it was counted before. */
export function withMessage(held: Room, message: Message, myId: string): Room {
  if (message.changed_seq <= held.last_seq) return held
  const last_seq = message.changed_seq
  if (message.seq <= held.last_seq) return { ...held, ...changed(held, message, myId), last_seq }
  const isUnread = isTextOfOther(message, myId) && message.seq > held.unread_after
  return {
    ...held,
    ...described(held, message, myId),
    last_seq,
    last_message: message,
    last_activity_at: message.timestamp,
    unread_count: held.unread_count + (isUnread ? 1 : 0),
    mention_count: held.mention_count + (isUnread && isNamed(message.mentions, myId) ? 1 : 0),
  }
}

/** What a change of an entry that was counted before changes in its room's description. */
function changed(held: Room, message: Message, myId: string): Partial<Room> {
  const wasUnread = message.sender_id !== myId && message.seq > held.unread_after
  const isGone = wasUnread && message.deleted_at !== null
  const isFirstMention = wasUnread && held.mention_count === 0 && isNamed(message.mentions, myId)
  return {
    last_message: held.last_message && withChange(held.last_message, message),
    unread_count: Math.max(0, held.unread_count - (isGone ? 1 : 0)),
    mention_count: isFirstMention ? 1 : held.mention_count,
  }
}

/**
 * Whether only the server can tell how much is unread after this entry. What a room no longer keeps is not unread; and whom
 * a text named before it was changed is not known here, where some texts that count did name this person.
 */
export function mayMiscount(held: Room, message: Message, myId: string): boolean {
  if (message.changed_seq <= held.last_seq) return false
  if (message.message_type === 'room_retention') return held.unread_count > 0
  const isCounted = message.seq <= held.last_seq
  return isCounted && message.sender_id !== myId && message.seq > held.unread_after && held.mention_count > 0
}

/** The room without an entry as its last one that was born before this moment; the same object when that is kept. */
export function withoutOlder(held: Room, moment: number): Room {
  const { last_message } = held
  return last_message && Date.parse(last_message.timestamp) < moment ? { ...held, last_message: null } : held
}

/** What an entry about the room itself changes in its description. */
function described(held: Room, message: Message, myId: string): Partial<Room> {
  switch (message.message_type) {
    case 'room_renamed':
      return { name: message.content }
    case 'room_described':
      return { description: message.content }
    case 'room_retention':
      return { retention_days: message.content === '' ? null : Number(message.content) }
    case 'member_added':
      return { member_count: held.member_count + 1 }
    case 'member_removed':
    case 'member_left':
      return { member_count: held.member_count - 1 }
    case 'account_deleted':
      return deserted(held, message)
    case 'role_changed':
      return message.subject?.id === myId ? { my_role: role.parse(message.content) } : {}
    case 'room_created':
    case 'call_missed':
    case 'call_ended':
    case 'text':
      return {}
  }
}

/** A group goes on without them. A direct room is over. */
function deserted(held: Room, { sender_username }: Message): Partial<Room> {
  if (held.room_type !== 'direct') return { member_count: held.member_count - 1 }
  return {
    is_closed: true,
    peer: held.peer && { id: held.peer.id, username: sender_username, display_name: null, color: null },
  }
}

/**
 * The room after the server told how far it was read; the same object when what is held is as new. The counts told are
 * those at `last_seq`, so they are only right for the entries up to there.
 */
export function withRead(held: Room, { room_id: _, last_seq, ...told }: ReadState): Room {
  if (told.read_changes <= held.read_changes) return held
  return { ...held, ...told }
}

/** The room as it is here until the server has confirmed that it was read up to `seq`. */
export function withOwnRead(held: Room, seq: number, counted: Counts | null): Room {
  if (seq <= held.unread_after) return held
  const read_seq = Math.max(held.read_seq, seq)
  return { ...held, read_seq, unread_after: seq, ...(counted ?? mostUnread(held, seq)) }
}

export type Counts = Pick<Room, 'unread_count' | 'mention_count'>

/** At most this many entries of the room are unread after `seq`. The server tells the exact numbers. */
function mostUnread(room: Room, seq: number): Counts {
  const most = Math.max(0, room.last_seq - seq)
  return {
    unread_count: Math.min(room.unread_count, most),
    mention_count: Math.min(room.mention_count, most),
  }
}

/**
 * How much is unread after `seq` at the room's `last_seq`, if the entries held reach from there to the newest; else null.
 * Held may be more than the room has heard of: what was born after `last_seq` counts when it hears of it, and how what
 * was changed after it had been before is not known here.
 */
export function countUnread(room: Room, seq: number, held: readonly Message[], myId: string): Counts | null {
  const [oldest, newest] = [held.at(0), held.at(-1)]
  const newestSeq = room.last_message?.seq ?? 0
  if (!oldest || !newest || oldest.seq > seq + 1 || newest.seq < newestSeq) return null
  const later = held.filter((message) => message.seq > seq && message.seq <= room.last_seq)
  if (later.some(({ changed_seq }) => changed_seq > room.last_seq)) return null
  const unread = later.filter((message) => isTextOfOther(message, myId))
  const naming = unread.filter(({ mentions }) => isNamed(mentions, myId))
  return { unread_count: unread.length, mention_count: naming.length }
}

function isTextOfOther(message: Message, myId: string): boolean {
  return isToBeRead(message) && message.sender_id !== myId
}

/** Newest activity first. The server writes all times in one format, so they compare as text. */
export function byActivity(rooms: readonly Room[]): readonly Room[] {
  return rooms.toSorted(
    (left, right) => compare(right.last_activity_at, left.last_activity_at) || compare(left.id, right.id),
  )
}

function compare(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}
