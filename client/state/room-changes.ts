import type { Message } from '#protocol/messages'
import { type ReadState, type Room, role } from '#protocol/rooms'
import { withChange } from './with-change'

/**
 * A room as a frame or an answer describes it, beside what is held. The answer may have been made before
 * entries that arrived earlier, so an older one changes nothing but the read mark.
 */
export function withNewer(held: Room | undefined, described: Room): Room {
  if (!held) return described
  const newest = described.last_seq >= held.last_seq ? described : held
  const read_seq = Math.max(held.read_seq, described.read_seq)
  if (newest.read_seq === read_seq) return newest
  return { ...newest, read_seq, unread_count: mostUnread(newest, read_seq) }
}

/** The room after one more birth or change in its log; the same object when it was counted before. */
export function withMessage(held: Room, message: Message, myId: string): Room {
  if (message.changed_seq <= held.last_seq) return held
  const last_seq = message.changed_seq
  if (message.seq <= held.last_seq) return { ...held, ...changed(held, message, myId), last_seq }
  const isUnread = isTextOfOther(message, myId) && message.seq > held.read_seq
  return {
    ...held,
    ...described(held, message, myId),
    last_seq,
    last_message: message,
    last_activity_at: message.timestamp,
    unread_count: held.unread_count + (isUnread ? 1 : 0),
  }
}

/** What a change of an entry that was counted before changes in its room's description. */
function changed(held: Room, message: Message, myId: string): Partial<Room> {
  const wasUnread = message.deleted_at !== null && message.sender_id !== myId && message.seq > held.read_seq
  return {
    last_message: held.last_message && withChange(held.last_message, message),
    unread_count: Math.max(0, held.unread_count - (wasUnread ? 1 : 0)),
  }
}

/** What an entry about the room itself changes in its description. */
function described(held: Room, message: Message, myId: string): Partial<Room> {
  switch (message.message_type) {
    case 'room_renamed':
      return { name: message.content }
    case 'room_described':
      return { description: message.content }
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

/** The room after somebody read it on any device. Marks only move forward. */
export function withRead(held: Room, read: Omit<ReadState, 'room_id'>): Room {
  if (read.read_seq < held.read_seq) return held
  return { ...held, read_seq: read.read_seq, unread_count: read.unread_count }
}

/** At most this many entries of the room are unread after `seq`. The server tells the exact number. */
export function mostUnread(room: Room, seq: number): number {
  return Math.min(room.unread_count, Math.max(0, room.last_seq - seq))
}

/** How many texts of others follow `seq`, if the entries held reach from there to the newest; else null. */
export function countUnread(room: Room, seq: number, held: readonly Message[], myId: string): number | null {
  const [oldest, newest] = [held.at(0), held.at(-1)]
  const newestSeq = room.last_message?.seq ?? 0
  if (!oldest || !newest || oldest.seq > seq + 1 || newest.seq < newestSeq) return null
  return held.filter((message) => message.seq > seq && isTextOfOther(message, myId)).length
}

function isTextOfOther(message: Message, myId: string): boolean {
  return message.message_type === 'text' && message.deleted_at === null && message.sender_id !== myId
}

/** Newest activity first. The server writes all times in one format, so they compare as text. */
export function byActivity(rooms: readonly Room[]): readonly Room[] {
  return rooms.toSorted((left, right) => {
    if (left.last_activity_at === right.last_activity_at) return 0
    return left.last_activity_at < right.last_activity_at ? 1 : -1
  })
}
