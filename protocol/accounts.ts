import { z } from 'zod'
import { id, timestamp } from './ids'
import { limits } from './limits'
import { storableText } from './text'

const { least, most } = limits.usernameCharacters

/** Letters are those of ASCII on purpose: look-alikes of other scripts would let one person pose as another. */
export const username = z
  .string()
  .regex(
    new RegExp(`^[A-Za-z0-9_.-]{${least},${most}}$`),
    `must be ${least} to ${most} letters, digits or _ . -`,
  )

export const email = z.email('must be an e-mail address').max(limits.emailCharacters)

/** Only the length of what arrives is bounded here; what a new password must contain is policy. */
export const password = storableText(1, limits.passwordCharacters.most)

/** What somebody may do on the whole server. In a room there are roles of its own. */
export const serverRole = z.enum(['owner', 'admin', 'member'])
export type ServerRole = z.infer<typeof serverRole>

/** The secret part of an invitation or of the link that makes an owner. */
export const linkToken = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/, 'must be the end of a link')

/** What anyone signed in may know about a person. Never an e-mail address, a phone number or an address. */
export const user = z.object({ id, username: z.string() })
export type User = z.infer<typeof user>

/** What people may know about themselves. */
export const me = user.extend({ email: z.string().nullable(), role: serverRole, created_at: timestamp })
export type Me = z.infer<typeof me>

export const register = z.strictObject({
  username,
  email: email.optional(),
  password,
  /** The end of the link somebody was invited by. Needed where the policy `accounts.registration` is `invite`. */
  invitation: linkToken.optional(),
})
export type Register = z.infer<typeof register>

/** Uses up the link that makes its opener the owner. */
export const becomeOwner = z.strictObject({ token: linkToken })

export const userSearch = z.strictObject({ query: storableText(1, limits.searchCharacters) })
/** Somebody in the directory; `is_online` only where it shows that. */
export const foundUser = user.extend({ is_online: z.boolean().optional() })
export type FoundUser = z.infer<typeof foundUser>
export const userList = z.object({ users: z.array(foundUser) })
export type UserList = z.infer<typeof userList>
