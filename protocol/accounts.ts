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

/** What anyone signed in may know about a person. Never an e-mail address, a phone number or an address. */
export const user = z.object({ id, username: z.string() })
export type User = z.infer<typeof user>

/** What people may know about themselves. */
export const me = user.extend({ email: z.string().nullable(), created_at: timestamp, is_guest: z.boolean() })
export type Me = z.infer<typeof me>

export const register = z.strictObject({
  username,
  email: email.optional(),
  password,
  /** A guest keeps what they wrote: their account becomes the one they register. */
  keep_guest: z.boolean().optional(),
})
export type Register = z.infer<typeof register>

export const userSearch = z.strictObject({ query: storableText(1, limits.searchCharacters) })
/** Somebody in the directory; `is_online` only where it shows that. */
export const foundUser = user.extend({ is_online: z.boolean().optional() })
export type FoundUser = z.infer<typeof foundUser>
export const userList = z.object({ users: z.array(foundUser) })
export type UserList = z.infer<typeof userList>
