import { z } from 'zod'
import { user } from './accounts'
import { answerCall, call, hangUpCall, heardSignals, numberedSignal, startCall } from './calls'
import { contact, contactList } from './contacts'
import { draft } from './drafts'
import { errorCode, fieldError } from './errors'
import { clientId, id, mark, timestamp } from './ids'
import { limits } from './limits'
import { message, sendMessage } from './messages'
import { notifications } from './notifications'
import { preferences } from './preferences'
import { presence, typing } from './presence'
import { receipt, receivedMarks } from './receipts'
import { readState, room, roomListing } from './rooms'

/** Chosen by the client to recognise the answer; copied to it unchanged. */
const ref = z.optional(z.union([z.int(), z.string().check(z.maxLength(64))]))

function frame<Type extends string, Data extends z.core.$ZodType>(type: Type, data: Data) {
  return z.strictObject({ type: z.literal(type), data, ref })
}

/** The newest number this client holds of each room, with the epoch they belong to. */
export const resume = z.strictObject({
  epoch: z.string().check(z.maxLength(64)),
  cursors: z
    .record(id, mark)
    .check(
      z.refine((c) => Object.keys(c).length <= limits.resumeCursors, `at most ${limits.resumeCursors} rooms`),
    ),
})

/** Everything a client can say over the socket. The first frame is `hello`. */
export const clientFrame = z.discriminatedUnion('type', [
  frame(
    'hello',
    z.strictObject({
      version: z.int(),
      /** An access token, for clients that can send neither cookie nor header. */
      token: z.optional(z.string().check(z.maxLength(4096))),
      resume: z.optional(resume),
    }),
  ),
  frame('send', sendMessage),
  /** Asks for the entries of a room's log that were born or changed after a number. */
  frame('sync', z.strictObject({ room_id: id, after: mark })),
  frame('read', z.strictObject({ room_id: id, seq: mark })),
  /** This person is writing in a room. It is never answered, unless they are not in it. */
  frame('typing', z.strictObject({ room_id: id })),
  /** Confirms what has arrived on this device. */
  frame('received', receivedMarks),
  frame('ping', z.strictObject({})),
  /** These three are answered by `call`, and may be repeated. */
  frame('call_start', startCall),
  frame('call_answer', answerCall),
  frame('call_hang_up', hangUpCall),
  /** The device that takes part is back: answered by `call_received`, and by what it has not heard. */
  frame('call_resume', heardSignals),
  /** For the other side's device. Answered by `call_received`. */
  frame('call_signal', numberedSignal),
  /** Confirms what the other side signalled. Not answered. */
  frame('call_received', heardSignals),
])
export type ClientFrame = z.infer<typeof clientFrame>

/**
 * The entries of one room that were born or changed after `after`, as they are now, by the number of their last change.
 * Together they bring a client to `to`: a number that none of them carries belongs to a change that a later one
 * replaced. When `head` is larger there are more. A `head` below the client's own number means that its copy is not of this log.
 */
export const syncPage = z.object({
  room_id: id,
  after: mark,
  to: mark,
  head: mark,
  messages: z.array(message),
})
export type SyncPage = z.infer<typeof syncPage>

/** The newest numbers of rooms. A client that holds less of one asks for what it lacks. */
export const heads = z.record(id, mark)
export type Heads = z.infer<typeof heads>

/** A send became durable. Only sent after the commit. */
export const ack = z.object({
  client_id: clientId,
  room_id: id,
  id,
  seq: z.int(),
  timestamp,
  /** True when this client id had been accepted before. */
  is_duplicate: z.boolean(),
})
export type Ack = z.infer<typeof ack>

export const errorData = z.object({
  code: errorCode,
  detail: z.string(),
  errors: z.optional(z.array(fieldError)),
  retry: z.boolean(),
  retry_after_ms: z.optional(z.int()),
})
export type ErrorData = z.infer<typeof errorData>

/** Everything the server can say over the socket. */
export const serverFrame = z.discriminatedUnion('type', [
  frame(
    'welcome',
    z.object({
      version: z.int(),
      session_id: id,
      user_id: id,
      /** Changes when the database is not the continuation of the one before: drop what is cached. */
      epoch: z.string(),
      /** False when the client's epoch was another: nothing of what it held is resumed. */
      is_resumed: z.boolean(),
      now: timestamp,
      heartbeat_ms: z.int(),
    }),
  ),
  frame('sync', syncPage),
  /** All that `hello` asked for has been sent. */
  frame('synced', z.object({})),
  frame('ack', ack),
  frame('error', errorData),
  /** A new entry of a room's log. */
  frame('message', message),
  /** An entry was edited or deleted: the whole of it as it is now. */
  frame('message_changed', message),
  /** A room is there or has changed: its newest description, for this person. */
  frame('room', room),
  /** A room is gone for this person: they left, were removed, or it was deleted. */
  frame('room_removed', z.object({ room_id: id })),
  /** This person has chosen what others learn of them, on any device. */
  frame('preferences', preferences),
  /** This person has chosen what they are rung for, on any device. */
  frame('notifications', notifications),
  /** This person has read further, or marked something as unread, on any device. */
  frame('read', readState),
  /** This person has begun to write something, or emptied it, on any device. */
  frame('draft', draft),
  /** This person has pinned or archived a room, or taken that back, on any device. */
  frame('room_listing', roomListing),
  /** Somebody who shares a room came, went, or is no longer known: then it says neither online nor when. */
  frame('presence', presence),
  /** The same of many, in pages: before `synced`, and when this person joins a room. */
  frame('presence_list', z.object({ users: z.array(presence) })),
  frame('typing', typing),
  /** Somebody who shares a room has another display name or colour. */
  frame('user_changed', user),
  /** How somebody stands to this person has changed. Only where people find their contacts alone. */
  frame('contact', contact),
  /** All of them: before `synced`, there. */
  frame('contact_list', contactList),
  /** The marks of this person that are now in force, for the rooms they are in. */
  frame('received', receivedMarks),
  /** A member of a room has received or read further. May be lost: it takes no number of the log. */
  frame('receipt', receipt),
  /** `heads`: the rooms that got a new number since the last answer, so that a lost last event is noticed as well. */
  frame('pong', z.object({ now: timestamp, heads })),
  /** This device has not confirmed the newest numbers of these rooms, which may have been lost on the way. */
  frame('heads', z.object({ heads })),
  /** A call of this person, on any device, as it is now: it rings, goes on, or is over. */
  frame('call', call),
  /** From the other side's device, to the one that takes part. */
  frame('call_signal', numberedSignal),
  /** What this device signalled has arrived, up to this number. */
  frame('call_received', heardSignals),
  /** The server is about to close; come back after a random time in this range. */
  frame('bye', z.object({ reason: z.string(), retry_ms: z.tuple([z.int(), z.int()]) })),
])
export type ServerFrame = z.infer<typeof serverFrame>
export type FrameOf<Type extends ServerFrame['type']> = Extract<ServerFrame, { type: Type }>
