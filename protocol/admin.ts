import { z } from 'zod'
import { named, serverRole } from './accounts'
import { auditEntry, auditEvent } from './audit'
import { id, timestamp } from './ids'
import { limits } from './limits'
import { storableText } from './text'

const number = z.pipe(
  z.string().check(z.regex(/^[0-9]{1,15}$/, 'must be a whole number')),
  z.transform(Number),
)

const pageLimit = z._default(
  number.check(
    z.refine((n) => n >= 1 && n <= limits.adminPage.most, `must be 1 to ${limits.adminPage.most}`),
  ),
  limits.adminPage.usual,
)

/** An account as administrators see it. */
export const person = z.object({
  ...named.shape,
  email: z.nullable(z.string()),
  role: serverRole,
  created_at: timestamp,
  last_seen_at: z.nullable(timestamp),
  disabled_at: z.nullable(timestamp),
})
export type Person = z.infer<typeof person>

export const peopleQuery = z.strictObject({
  /** A part of the username or of the e-mail address; none finds everyone. */
  query: z._default(storableText(0, limits.searchCharacters), ''),
  /** The `next` of the page before. */
  after: z.optional(storableText(1, limits.usernameCharacters.most)),
  limit: pageLimit,
})
export const peoplePage = z.object({ people: z.array(person), next: z.nullable(z.string()) })
export type PeoplePage = z.infer<typeof peoplePage>

/** One change at a time, so that each has its own line in the audit log. */
export const changePerson = z.union([
  z.strictObject({ role: serverRole }),
  z.strictObject({ is_disabled: z.boolean() }),
])

export const endedSessions = z.object({ ended: z.int() })

export const invitation = z.object({
  id,
  created_by: z.nullable(named),
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
  uses: z._default(z.int().check(z.gte(1), z.lte(uses.most)), uses.usual),
  days: z._default(z.int().check(z.gte(1), z.lte(days.most)), days.usual),
})
export type CreateInvitation = z.infer<typeof createInvitation>

/** The link is told once: only a hash of it is kept. */
export const newInvitation = z.object({ ...invitation.shape, link: z.string() })
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
  before: z.optional(number),
  event: z.optional(auditEvent),
  user_id: z.optional(id),
  limit: pageLimit,
})
export type AuditQuery = z.infer<typeof auditQuery>
export const auditPage = z.object({ entries: z.array(auditEntry), has_older: z.boolean() })
export type AuditPage = z.infer<typeof auditPage>

/** A text as it was before an edit replaced it. */
export const messageVersion = z.object({ content: z.string(), replaced_at: timestamp })
export const messageVersions = z.object({ versions: z.array(messageVersion) })
export type MessageVersions = z.infer<typeof messageVersions>
