import { z } from 'zod'
import { mailToken, phone, user } from './accounts'
import { id, timestamp } from './ids'
import { limits } from './limits'

/**
 * How somebody stands to this person: `contact` by consent of both, `requested` when they ask to become one, `blocked`
 * when this person wants to hear nothing of them, and `none`, which only frames say: they are no longer any of these.
 * That one has asked somebody, or is blocked by them, is never told.
 */
export const contactState = z.enum(['contact', 'requested', 'blocked', 'none'])
export type ContactState = z.infer<typeof contactState>

export const contact = z.object({ user, state: contactState, since: timestamp })
export type Contact = z.infer<typeof contact>
export const contactList = z.object({ contacts: z.array(contact) })

/** Asks whoever has exactly this number. */
export const askContact = z.strictObject({ phone })

/** A link that makes whoever opens it a contact of the one who made it. */
export const contactInvite = z.object({
  id,
  created_at: timestamp,
  expires_at: timestamp,
  uses_left: z.int(),
})
export type ContactInvite = z.infer<typeof contactInvite>
export const contactInviteList = z.object({ invites: z.array(contactInvite) })

const { mostUses, mostDays } = limits.contactInvites
export const createContactInvite = z.strictObject({
  uses: z._default(z.int().check(z.gte(1), z.lte(mostUses)), 1),
  days: z._default(z.int().check(z.gte(1), z.lte(mostDays)), 7),
})
export type CreateContactInvite = z.input<typeof createContactInvite>

/** The token is told this once: the server keeps a hash of it. It belongs behind the # of the link. */
export const newContactInvite = z.object({ ...contactInvite.shape, token: mailToken })
export type NewContactInvite = z.infer<typeof newContactInvite>

export const openContactInvite = z.strictObject({ token: mailToken })
/** Who invites. */
export const contactInviter = z.object({ user })
