import type { Me } from '#protocol/accounts'
import type { CloseReason } from '#protocol/close-codes'
import type { ErrorCode } from '#protocol/errors'
import type { StoredFile } from '#protocol/files'
import type { Message } from '#protocol/messages'
import type { Room } from '#protocol/rooms'

export type SessionState =
  | { phase: 'unknown' }
  | { phase: 'signed_out'; why: SignedOut }
  | { phase: 'signed_in'; me: Me }

/** By whoever is here, or never in; by the server, which ended the session; or with the account. */
export type SignedOut = 'asked' | 'ended' | 'deleted'

export type ConnectionState =
  /**
   * Not wanted: nobody is signed in, or the client was stopped. `reason` is there when the server sent this
   * client away: `replaced` by newer ones until `wake` is called, or `refused` until it is a newer program.
   */
  | { phase: 'idle'; reason?: CloseReason }
  | { phase: 'connecting' }
  /** Lost; the next attempt starts at `retryAt` (milliseconds since 1970). */
  | { phase: 'waiting'; retryAt: number }
  /** Connected; what was missed is still coming. `behind` counts the log entries still to be fetched. */
  | { phase: 'catching_up'; behind: number }
  | { phase: 'up_to_date' }

/** A message that this device has not seen acknowledged. It is kept until it is, or is discarded. */
export interface Pending {
  client_id: string
  room_id: string
  content: string
  reply_to: Message['reply_to']
  /** What it is sent with. It goes out when all of it is there. */
  attachments: readonly PendingFile[]
  /** When it was written, ISO 8601 UTC. */
  written_at: string
  /** `waiting` goes out by itself; `failed` waits for the person: retry or discard. */
  status: 'waiting' | 'failed'
  /** Why it failed; of one that waits, what the server lacks before it can take it. */
  failure: Failure | null
  /** False when this device could not keep it: it goes out all the same, but is lost if the program ends before. */
  is_kept: boolean
}

/** A file of a message that is on its way. Its bytes are kept beside the message. */
export interface PendingFile {
  /** Names it on this device. */
  key: string
  name: string
  /** What this device takes it for, as a media type; empty when it does not know. */
  type: string
  /** Bytes. */
  size: number
  alt: string
  /** In pixels, as it is shown; null where that is not known. */
  width: number | null
  height: number | null
  /** A still picture of it, made on this device, is to follow it. */
  poster_waits: boolean
  /** Where its upload goes on; null before it began, and for what goes in one piece. */
  upload_url: string | null
  /** As the server has it; null until that has all of it. */
  stored: StoredFile | null
}

export interface Failure {
  code: ErrorCode
  detail: string
  /** The key of the file that was refused; absent when it was the message. */
  file?: string
}

export interface RoomListState {
  /** False until the list has been fetched once. */
  isLoaded: boolean
  /** True while the list is what this device kept of an earlier time: what is unread may be another by now. */
  isKept: boolean
  /** Newest activity first. */
  rooms: readonly Room[]
}

/** The part of a room's log this device holds: entries without a gap, oldest first. */
export interface LogState {
  status: 'closed' | 'loading' | 'ready' | 'failed'
  messages: readonly Message[]
  hasOlder: boolean
  /** The part held ends before the newest entry: what is new counts, but is not among `messages`. */
  hasNewer: boolean
}
