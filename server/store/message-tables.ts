import type { Generated } from 'kysely'
import type { MessageType } from '#protocol/messages'
import type { Time } from './time'

export interface MessagesTable {
  id: Generated<number>
  room_id: string
  seq: number
  sender_id: string
  client_id: string
  message_type: MessageType
  content: string
  reply_to: number | null
  subject_id: string | null
  created_at: Time
  /** The room's number of the last change; `seq` until there is one. */
  changed_seq: number
  edited_at: Time | null
  deleted_at: Time | null
  /** Recognises what was sent at first, once `content` is another. */
  sent_mark: string | null
  /** How many files it has. */
  attachment_count: Generated<number>
}

/** The texts an edited message had before, for administrators. */
export interface MessageVersionsTable {
  message_id: number
  /** The number of the change that replaced this text. */
  replaced_seq: number
  content: string
  replaced_at: Time
}

/** Whom a text that is not deleted names. */
export interface MentionsTable {
  message_id: number
  /** As it is written, without the `@`. */
  name: string
  /** Null for everyone in the room. */
  account_id: string | null
  room_id: string
  /** The number of the text's birth. */
  seq: number
}

/** Who has put which emoji under a text that is not deleted. */
export interface ReactionsTable {
  message_id: number
  emoji: string
  account_id: string
  /** The room's number of that change: by it they stand in order. */
  changed_seq: number
}
