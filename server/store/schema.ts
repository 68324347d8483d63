import type { Generated } from 'kysely'
import type { ServerRole } from '#protocol/accounts'
import type { AuditEvent } from '#protocol/audit'
import type { Language } from '#protocol/languages'
import type { MessageType } from '#protocol/messages'
import type { Role, RoomType } from '#protocol/rooms'
import type { ContactInvitesTable, ContactsTable } from './contact-tables'
import type { DraftsTable } from './draft-table'
import type { FilesTable } from './file-tables'
import type { MentionsTable, MessageVersionsTable, ReactionsTable } from './message-tables'
import type { NotificationTables } from './notification-tables'

/** Milliseconds since 1970, UTC. */
type Time = number

export interface AccountsTable {
  id: string
  username: string
  /** The username in lower case: unique. */
  username_key: string
  email: string | null
  /** The e-mail address in lower case, once it is known to be theirs: unique. Null until then. */
  email_key: string | null
  password_hash: string | null
  role: Generated<ServerRole>
  created_at: Time
  disabled_at: Time | null
  /** When they were last connected; null if that was never noted. Whoever is online has an older one. */
  last_seen_at: Time | null
  /** A guest is nobody's own account; `system` owns the lobby and never signs in. */
  kind: Generated<'person' | 'guest' | 'system'>
  /** What is asked for after the password; null for nothing. */
  second_factor: 'passkey' | null
  /** 1: others learn how far they have read; 0: nobody does, nor do they learn it of others. */
  shows_read: Generated<number>
  /** 1: those who share a room learn when they were last seen; 0: nobody does. */
  shows_last_seen: Generated<number>
  /** A keyed blind index of the phone number, which itself is not stored: unique. */
  phone_mark: string | null
  /** The last two digits, by which their owner recognises the number. */
  phone_tail: string | null
  /** When they deleted their account; from then on nothing here tells who they were. */
  deleted_at: Time | null
  is_anonymized: Generated<0 | 1>
  display_name: Generated<string | null>
  /** A hue in degrees. */
  color: Generated<number | null>
  /** What mails to them are written in; null for the language of who causes one. */
  language: Generated<Language | null>
}

/** What an account is called at another service. */
export interface IdentitiesTable {
  /** `spotify`, or the issuer of an OpenID Connect provider. */
  provider: string
  /** The provider's own id of the person, which never changes. */
  subject: string
  account_id: string
  connected_at: Time
}

/** What was begun in a browser and must be finished there, once and soon: see auth/attempts. */
export interface AttemptsTable {
  /** SHA-256 of the secret that the browser holds. */
  id: string
  purpose: string
  /** JSON. */
  content: string
  expires_at: Time
}

export interface PasskeysTable {
  /** The credential's id, as base64url. */
  id: string
  account_id: string
  /** COSE, as base64url. */
  public_key: string
  /** How often the device says it was used; 0 from devices that do not count. */
  counter: number
  /** How a browser reaches it, separated by commas. */
  transports: string
  /** What its owner calls it. */
  name: string
  created_at: Time
  last_used_at: Time | null
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

export interface SettingsTable {
  key: string
  value: string
}

/** Keyed blind indexes of passwords in use, without a hint whose: see auth/shared-passwords. */
export interface PasswordMarksTable {
  mark: string
}

/** Mails that wait to be sent. */
export interface OutgoingMailsTable {
  id: string
  recipient: string
  subject: string
  text: string
  html: string
  /** How often sending it was begun. */
  attempts: number
  due_at: Time
  /** After this it is given up. */
  expires_at: Time
}

/** Links that were mailed, by a hash of the token they carry: each works once. */
export interface MailTokensTable {
  mark: string
  purpose: 'password_reset' | 'confirm_email'
  account_id: string
  /** The address it was sent to. */
  email: string
  expires_at: Time
}

/** Codes that were mailed. Neither the code nor the transaction it belongs to can be read from it. */
export interface MailedCodesTable {
  transaction_mark: string
  purpose: 'sign_in' | 'sign_up' | 'deletion' | 'export'
  /** Whom it is for, as a mark: a newer code of the same subject and purpose takes its place. */
  subject: string
  /** Null when it is nobody's: nothing was mailed then. */
  account_id: string | null
  code_mark: string
  /** For `sign_up`: the account to be, as JSON. */
  details: string | null
  tries: number
  expires_at: Time
}

/** Keyed blind indexes of usernames of deleted accounts, which nobody may take again. */
export interface RetiredNamesTable {
  mark: string
}

/** The devices an account was signed in to from, each by a keyed hash of what it is recognised by. */
export interface KnownDevicesTable {
  account_id: string
  mark: string
  seen_at: Time
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

export interface Tables extends NotificationTables {
  accounts: AccountsTable
  sessions: SessionsTable
  rooms: RoomsTable
  members: MembersTable
  mark_steps: MarkStepsTable
  drafts: DraftsTable
  messages: MessagesTable
  message_versions: MessageVersionsTable
  mentions: MentionsTable
  reactions: ReactionsTable
  files: FilesTable
  settings: SettingsTable
  password_marks: PasswordMarksTable
  outgoing_mails: OutgoingMailsTable
  mail_tokens: MailTokensTable
  mailed_codes: MailedCodesTable
  retired_names: RetiredNamesTable
  audit_log: AuditLogTable
  contacts: ContactsTable
  contact_invites: ContactInvitesTable
  known_devices: KnownDevicesTable
  identities: IdentitiesTable
  attempts: AttemptsTable
  passkeys: PasskeysTable
  invitations: InvitationsTable
}
