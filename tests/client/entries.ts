import type { Message } from '#protocol/messages'
import type { ReadState, Room } from '#protocol/rooms'

/** An entry of a log, as a server would send it. */
export function entry(seq: number, changes: Partial<Message> = {}): Message {
  return {
    id: `${seq}`,
    room_id: 'r1',
    seq,
    changed_seq: seq,
    client_id: `c${seq}`,
    sender_id: 'bob',
    sender_username: 'bob',
    message_type: 'text',
    content: `message ${seq}`,
    timestamp: new Date(1_790_000_000_000 + seq * 1000).toISOString(),
    is_edited: false,
    edited_at: null,
    deleted_at: null,
    reply_to: null,
    subject: null,
    mentions: [],
    reactions: [],
    attachments: [],
    ...changes,
  }
}

/** Entries with the numbers from `first` to `last`. */
export function entries(first: number, last: number): Message[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => entry(first + at))
}

/** A group whose newest entry is `lastSeq`, all of it by others. */
export function roomAt(lastSeq: number, readSeq = 0): Room {
  const newest = lastSeq === 0 ? null : entry(lastSeq)
  return {
    id: 'r1',
    room_type: 'group',
    name: 'Lunch',
    retention_days: null,
    description: '',
    created_by: 'bob',
    created_at: '2026-01-01T00:00:00.000Z',
    last_activity_at: newest?.timestamp ?? '2026-01-01T00:00:00.000Z',
    last_seq: lastSeq,
    last_message: newest,
    peer: null,
    is_closed: false,
    member_count: 2,
    my_role: 'member',
    read_seq: readSeq,
    unread_after: readSeq,
    unread_count: lastSeq - readSeq,
    mention_count: 0,
    read_changes: readSeq,
    pinned_at: null,
    archived_seq: null,
    listing_changes: 0,
  }
}

/** What the server tells when `readSeq` of `lastSeq` entries were read, by as many marks. */
export function readAt(lastSeq: number, readSeq: number): ReadState {
  const { id, last_seq, read_seq, unread_after, unread_count, mention_count, read_changes } = roomAt(
    lastSeq,
    readSeq,
  )
  return { room_id: id, last_seq, read_seq, unread_after, unread_count, mention_count, read_changes }
}
