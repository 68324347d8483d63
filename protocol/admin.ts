import { z } from 'zod'
import { named, serverRole } from './accounts'
import { auditEntry, auditEvent } from './audit'
import { id, timestamp } from './ids'
import { limits } from './limits'
import { storableText } from './text'

const number = z
  .string()
  .regex(/^[0-9]{1,15}$/, 'must be a whole number')
  .transform(Number)

const pageLimit = number
  .refine((n) => n >= 1 && n <= limits.adminPage.most, `must be 1 to ${limits.adminPage.most}`)
  .default(limits.adminPage.usual)

/** An account as administrators see it. */
export const person = named.extend({
  email: z.string().nullable(),
  role: serverRole,
  created_at: timestamp,
  last_seen_at: timestamp.nullable(),
  disabled_at: timestamp.nullable(),
})
export type Person = z.infer<typeof person>

export const peopleQuery = z.strictObject({
  /** A part of the username or of the e-mail address; none finds everyone. */
  query: storableText(0, limits.searchCharacters).default(''),
  /** The `next` of the page before. */
  after: storableText(1, limits.usernameCharacters.most).optional(),
  limit: pageLimit,
})
export const peoplePage = z.object({ people: z.array(person), next: z.string().nullable() })
export type PeoplePage = z.infer<typeof peoplePage>

/** One change at a time, so that each has its own line in the audit log. */
export const changePerson = z.union([
  z.strictObject({ role: serverRole }),
  z.strictObject({ is_disabled: z.boolean() }),
])

export const endedSessions = z.object({ ended: z.int() })

export const invitation = z.object({
  id,
  created_by: named.nullable(),
  created_at: timestamp,
  expires_at: timestamp,
  most_uses: z.int(),
  uses: z.int(),
  state: z.enum(['open', 'used_up', 'expired', 'revoked']),
})
export type Invitation = z.infer<typeof invitation>
export const invitationList = z.object({ invitations: z.array(invitation) })

const { days, uses } = limits.invitation
export const createInvitation = z.strictObject({
  uses: z.int().min(1).max(uses.most).default(uses.usual),
  days: z.int().min(1).max(days.most).default(days.usual),
})
export type CreateInvitation = z.infer<typeof createInvitation>

/** The link is told once: only a hash of it is kept. */
export const newInvitation = invitation.extend({ link: z.string() })
export type NewInvitation = z.infer<typeof newInvitation>

export const health = z.object({
  version: z.string(),
  started_at: timestamp,
  database: z.enum(['sqlite', 'postgresql']),
  database_bytes: z.int(),
  disk_free_bytes: z.int(),
  disk_total_bytes: z.int(),
  /** Whether at least 80 % of the disk is used. */
  is_disk_short: z.boolean(),
  memory_bytes: z.int(),
  connections: z.int(),
  people: z.int(),
  rooms: z.int(),
  messages: z.int(),
})
export type Health = z.infer<typeof health>

export const auditQuery = z.strictObject({
  before: number.optional(),
  event: auditEvent.optional(),
  user_id: id.optional(),
  limit: pageLimit,
})
export type AuditQuery = z.infer<typeof auditQuery>
export const auditPage = z.object({ entries: z.array(auditEntry), has_older: z.boolean() })
export type AuditPage = z.infer<typeof auditPage>

/** A text as it was before an edit replaced it. */
export const messageVersion = z.object({ content: z.string(), replaced_at: timestamp })
export const messageVersions = z.object({ versions: z.array(messageVersion) })
export type MessageVersions = z.infer<typeof messageVersions>
