import { z } from 'zod'

/** Everything the audit log can say, with the sentence that people read. The table is closed. */
export const auditEvents = {
  login: 'Signed in',
  login_failed: 'Failed to sign in',
  session_ended: 'A session was ended',
  refresh_token_reused: 'A refresh token was used twice, so its session was ended',
  account_created: 'Opened an account',
  account_deleted: 'Deleted their account',
  password_changed: 'Changed their password',
  password_reset: 'Chose a new password by a mailed link',
  email_confirmed: 'Confirmed their e-mail address',
} as const

export type AuditEvent = keyof typeof auditEvents

/** Ids, counts and names of things. Never what somebody wrote, nor a password, code or token. */
export const auditDetails = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
export type AuditDetails = z.infer<typeof auditDetails>
