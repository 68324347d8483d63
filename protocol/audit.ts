import { z } from 'zod'
import { named } from './accounts'
import { id, timestamp } from './ids'

/** Everything the audit log can say, with the sentence that people read. The table is closed. */
export const auditEvents = {
  login: 'Signed in',
  login_failed: 'Failed to sign in',
  session_ended: 'A session was ended',
  refresh_token_reused: 'A refresh token was used twice, so its session was ended',
  account_created: 'Opened an account',
  account_deleted: 'Deleted their account',
  data_exported: 'Took along what is theirs',
  password_changed: 'Changed their password',
  password_reset: 'Chose a new password by a mailed link',
  email_confirmed: 'Confirmed their e-mail address',
  passkey_added: 'Added a passkey',
  passkey_removed: 'Removed a passkey',
  second_factor_changed: 'Changed whether a passkey is asked for at each sign-in',
  identity_connected: 'Connected another service',
  identity_disconnected: 'Disconnected another service',
  account_disabled: 'Disabled an account',
  account_enabled: 'Enabled an account',
  role_changed: 'Changed the role of an account',
  owner_link_made: 'Made a link that makes its opener the owner',
  owner_link_used: 'Became the owner by link',
  invitation_created: 'Made an invitation',
  invitation_revoked: 'Revoked an invitation',
  invitation_used: 'Came by an invitation',
  member_added: 'Was added to a room',
  member_removed: 'Left or was removed from a room',
  member_role_changed: 'Changed the role of a member of a room',
  room_retention_changed: 'Changed how long a room keeps its messages',
  room_deleted: 'Deleted a room',
  message_deleted: 'Deleted a message',
  messages_purged: 'Messages past their time were removed',
  password_asked_again: 'Gave the password again to do something dangerous',
  admin_read: 'An administrator read something',
  refused: 'Was refused something',
  rate_limited: 'Asked too often',
  config_changed: 'The configuration changed',
} as const

export type AuditEvent = keyof typeof auditEvents
export const auditEvent = z.enum(Object.keys(auditEvents) as [AuditEvent, ...AuditEvent[]])

/** Ids, counts and names of things. Never what somebody wrote, nor a password, code or token. */
export const auditDetails = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
export type AuditDetails = z.infer<typeof auditDetails>

export const auditEntry = z.object({
  id,
  at: timestamp,
  event: auditEvent,
  /** Who did it; null when nobody was signed in or the server did it by itself. */
  user: z.nullable(named),
  /** The network address it was done from; null where that is not known. */
  address: z.nullable(z.string()),
  details: auditDetails,
})
export type AuditEntry = z.infer<typeof auditEntry>
