import type { Generated } from 'kysely'
import type { ServerRole } from '#protocol/accounts'
import type { AuditEvent } from '#protocol/audit'
import type { MessageType } from '#protocol/messages'
import type { Role, RoomType } from '#protocol/rooms'

/** Milliseconds since 1970, UTC. */
type Time = number

export interface AccountsTable {
  id: string
  username: string
  /** The username in lower case: unique. */
  username_key: string
  email: string | null
  /** The e-mail address in lower case: unique. */
  email_key: string | null
  password_hash: string | null
  role: Generated<ServerRole>
  created_at: Time
  disabled_at: Time | null
  /** When they were last connected; null if that was never noted. Whoever is online has an older one. */
  last_seen_at: Time | null
  /** 1: others learn how far they have read; 0: nobody does, nor do they learn it of others. */
  shows_read: Generated<number>
  /** 1: those who share a room learn when they were last seen; 0: nobody does. */
  shows_last_seen: Generated<number>
}

export interface SessionsTable {
  id: string
  account_id: string
  /** SHA-256 of the newest refresh token. */
  refresh_hash: string
  /** How often the refresh token was rotated. */
  generation: number
  /** The newest generation whose tokens are known to have arrived. */
  confirmed_generation: Generated<number>
  rotated_at: Time
  device: string
  address: string
  created_at: Time
  last_used_at: Time
  expires_at: Time
  /** When its person last gave their password. */
  proven_at: Generated<Time>
}

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
  /** When that counter last moved. */
  changed_at: Generated<Time>
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

export interface SettingsTable {
  key: string
  value: string
}

/** Keyed blind indexes of passwords in use, without a hint whose: see auth/shared-passwords. */
export interface PasswordMarksTable {
  mark: string
}

export interface InvitationsTable {
  id: string
  /** SHA-256 of the end of the link. */
  token_hash: string
  /** Null when it was made at the command line. */
  created_by: string | null
  created_at: Time
  expires_at: Time
  most_uses: number
  uses: number
  revoked_at: Time | null
}

/** The database refuses to change or remove a row of it. */
export interface AuditLogTable {
  id: Generated<number>
  at: Time
  event: AuditEvent
  account_id: string | null
  address: string | null
  /** JSON: see `auditDetails` in protocol/audit. */
  details: string
}

export interface Tables {
  accounts: AccountsTable
  sessions: SessionsTable
  rooms: RoomsTable
  members: MembersTable
  mark_steps: MarkStepsTable
  messages: MessagesTable
  message_versions: MessageVersionsTable
  mentions: MentionsTable
  settings: SettingsTable
  password_marks: PasswordMarksTable
  invitations: InvitationsTable
  audit_log: AuditLogTable
}
