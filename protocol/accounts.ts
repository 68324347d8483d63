import { z } from 'zod'
import { id, timestamp } from './ids'
import { limits } from './limits'
import { storableText } from './text'

const { least, most } = limits.usernameCharacters

/** Letters are those of ASCII on purpose: look-alikes of other scripts would let one person pose as another. */
export const username = z
  .string()
  .check(
    z.regex(
      new RegExp(`^[A-Za-z0-9_.-]{${least},${most}}$`),
      `must be ${least} to ${most} letters, digits or _ . -`,
    ),
  )

export const email = z.email('must be an e-mail address').check(z.maxLength(limits.emailCharacters))

/** Only the length of what arrives is bounded here; what a new password must contain is policy. */
export const password = storableText(1, limits.passwordCharacters.most)

/** What somebody may do on the whole server. In a room there are roles of its own. */
export const serverRole = z.enum(['owner', 'admin', 'member'])
export type ServerRole = z.infer<typeof serverRole>

/** The secret part of an invitation or of the link that makes an owner. */
export const linkToken = z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/, 'must be the end of a link'))

/** Somebody by the name that nobody else has. */
export const named = z.object({ id, username: z.string() })

/** What anyone signed in may know about a person. Never an e-mail address, a phone number or an address. */
export const user = z.object({
  ...named.shape,
  /** What they want to be called; shown in place of the username, and not unique. */
  display_name: z.nullable(z.string()),
  /** The hue of their face and name in degrees; null leaves the choice to whoever shows it. */
  color: z.nullable(z.int()),
})
export type User = z.infer<typeof user>

/** What people may know about themselves. */
export const me = z.object({
  ...user.shape,
  email: z.nullable(z.string()),
  /** Whether the address is known to be theirs. Until then nobody signs in by it. */
  is_email_confirmed: z.boolean(),
  /** All but the last two digits are hidden. */
  phone: z.nullable(z.string()),
  role: serverRole,
  /** Whether they sign in by a password; if not, nothing asks them for one. */
  has_password: z.boolean(),
  created_at: timestamp,
  is_guest: z.boolean(),
})
export type Me = z.infer<typeof me>

export const register = z.strictObject({
  username,
  email: z.optional(email),
  password,
  /** A guest keeps what they wrote: their account becomes the one they register. */
  keep_guest: z.optional(z.boolean()),
  /** The end of the link somebody was invited by. Needed where the policy `accounts.registration` is `invite`. */
  invitation: z.optional(linkToken),
})
export type Register = z.infer<typeof register>

/** A phone number as E.164 writes it: a plus and 8 to 15 digits, the country's code first. */
export const phone = z
  .string()
  .check(z.regex(/^\+[1-9][0-9]{7,14}$/, 'must be a phone number such as +4915112345678'))

export const changePassword = z.strictObject({ current_password: password, password })
export type ChangePassword = z.infer<typeof changePassword>

export const requestPasswordReset = z.strictObject({ email })
/** `token` is what stands behind the # of the mailed link. */
export const mailToken = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{43}$/, 'must be the token of a mailed link'))
export const confirmPasswordReset = z.strictObject({ token: mailToken, password })
export type ConfirmPasswordReset = z.infer<typeof confirmPasswordReset>
export const confirmEmail = z.strictObject({ token: mailToken })

/** Uses up the link that makes its opener the owner. */
export const becomeOwner = z.strictObject({ token: linkToken })

export const userSearch = z.strictObject({ query: storableText(1, limits.searchCharacters) })
/** Somebody in the directory; `is_online` only where it shows that. */
export const foundUser = z.object({ ...user.shape, is_online: z.optional(z.boolean()) })
export type FoundUser = z.infer<typeof foundUser>
export const userList = z.object({ users: z.array(foundUser) })
