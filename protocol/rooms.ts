import { z } from 'zod'
import { user } from './accounts'
import { id, mark, seq, timestamp } from './ids'
import { limits } from './limits'
import { message } from './messages'
import { storableText } from './text'

export const roomType = z.enum(['lobby', 'direct', 'group'])
export type RoomType = z.infer<typeof roomType>

export const role = z.enum(['owner', 'admin', 'member'])
export type Role = z.infer<typeof role>

export const roomMember = z.object({ ...user.shape, role, joined_at: timestamp })
export type RoomMember = z.infer<typeof roomMember>

/** How far one has read a room and what is left, on all devices the same. */
const reading = {
  /** How far one has ever read; what others are told. */
  read_seq: mark,
  /** Texts of others, and calls of theirs that were missed, are unread after this: `read_seq`, or less since one marked something as unread. */
  unread_after: mark,
  /** How many of them there are, without those that were deleted. */
  unread_count: z.int(),
  /** Those of them that name oneself, or everyone. */
  mention_count: z.int(),
  /** How often `read_seq` or `unread_after` was changed: of two states the one with more is the newer one. */
  read_changes: z.int(),
}

/** Where one has a room in one's own list, on all devices the same. Nobody else learns of it. */
const listing = {
  /** Since when it stands at the top; null when it does not. */
  pinned_at: z.nullable(timestamp),
  /** It is put away until an entry with a larger number is born; null when it was not. */
  archived_seq: z.nullable(mark),
  /** How often either was changed, or a room taken into the list that was empty: of two states the one with more is the newer one. */
  listing_changes: z.int(),
}

/** A room as one of its members sees it in the room list. */
export const room = z.object({
  id,
  room_type: roomType,
  /** Null for direct rooms, which are named after the other person. */
  name: z.nullable(z.string()),
  description: z.string(),
  /** For so many days it keeps its messages, or fewer where the server does; null for as long as the server. */
  retention_days: z.nullable(z.int()),
  created_by: id,
  created_at: timestamp,
  last_activity_at: timestamp,
  /** The newest number of the room's log. */
  last_seq: mark,
  /** The entry that was born last. */
  last_message: z.nullable(message),
  /** The other person of a direct room. */
  peer: z.nullable(user),
  member_count: z.int(),
  /** Nothing can be written here any more: the other person has deleted their account. */
  is_closed: z.boolean(),
  my_role: role,
  ...reading,
  ...listing,
})
export type Room = z.infer<typeof room>

export const roomWithMembers = z.object({ ...room.shape, members: z.array(roomMember) })
export type RoomWithMembers = z.infer<typeof roomWithMembers>
/** `people` are those who wrote what was said last. */
export const roomList = z.object({ rooms: z.array(room), people: z.array(user) })
export type RoomList = z.infer<typeof roomList>

const name = storableText(1, limits.roomNameCharacters).check(
  z.refine((text) => text.trim() !== '', 'must not be blank'),
)
const description = storableText(0, limits.roomDescriptionCharacters)
const memberIds = z.array(id).check(z.maxLength(limits.membersPerRequest))

/** A direct room names exactly one other person; starting it again returns the room there is. */
export const createRoom = z.discriminatedUnion('room_type', [
  z.strictObject({ room_type: z.literal('direct'), member_ids: z.tuple([id]) }),
  z.strictObject({
    room_type: z.literal('group'),
    name,
    description: z._default(description, ''),
    member_ids: z._default(memberIds, []),
  }),
])
export type CreateRoom = z.infer<typeof createRoom>

export const changeRoom = z
  .strictObject({
    name: z.optional(name),
    description: z.optional(description),
    /** Null for as long as the server does. What is older goes at once, for everyone, and does not come back. */
    retention_days: z.optional(z.nullable(z.literal(limits.roomRetentionDays))),
  })
  .check(
    z.refine(
      (input) => Object.values(input).some((value) => value !== undefined),
      'give a name, a description or how long messages are kept',
    ),
  )
export type ChangeRoom = z.infer<typeof changeRoom>

export const addMember = z.strictObject({ user_id: id })
/** Giving somebody the role `owner` hands the room over: the owner who does it becomes an admin. */
export const changeMember = z.strictObject({ role })
export const markRead = z.strictObject({ seq: mark })

/** Lets what is unread begin with this entry. */
export const markUnread = z.strictObject({ seq })

/** The same by itself. Both counts are those at `last_seq`, the newest number of the log then. */
export const readState = z.object({ room_id: id, last_seq: mark, ...reading })
export type ReadState = z.infer<typeof readState>

/** The same of a listing. */
export const roomListing = z.object({ room_id: id, ...listing })
export type RoomListing = z.infer<typeof roomListing>

/** What is left out stays as it is. `archived_seq` is the newest number one has seen, or null to take it out again. */
export const changeListing = z
  .strictObject({ is_pinned: z.optional(z.boolean()), archived_seq: z.optional(z.nullable(mark)) })
  .check(
    z.refine(
      (input) => input.is_pinned !== undefined || input.archived_seq !== undefined,
      'say whether to pin the room or to archive it',
    ),
  )
export type ChangeListing = z.infer<typeof changeListing>
