import type { Generated } from 'kysely'
import type { AuditEvent } from '#protocol/audit'
import type { AccountsTable, InvitationsTable, PasswordMarksTable, RetiredNamesTable } from './account-tables'
import type { ContactInvitesTable, ContactsTable } from './contact-tables'
import type { DraftsTable } from './draft-table'
import type { FilesTable } from './file-tables'
import type { MentionsTable, MessagesTable, MessageVersionsTable, ReactionsTable } from './message-tables'
import type { NotificationTables } from './notification-tables'
import type { MarkStepsTable, MembersTable, RoomsTable } from './room-tables'
import type {
  AttemptsTable,
  IdentitiesTable,
  KnownDevicesTable,
  MailedCodesTable,
  MailTokensTable,
  PasskeysTable,
  SessionsTable,
} from './sign-in-tables'
import type { Time } from './time'

export interface SettingsTable {
  key: string
  value: string
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

/** Every table there is, as the newest migration leaves it. */
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
