import { z } from 'zod'
import { me, password } from './accounts'
import { id, timestamp } from './ids'
import { limits } from './limits'

const identifier = z.string().check(z.minLength(1), z.maxLength(limits.emailCharacters))

/** Sign-in by `email` or by `username`: exactly one of them. */
export const login = z
  .strictObject({ email: z.optional(identifier), username: z.optional(identifier), password })
  .check(
    z.refine((input) => (input.email === undefined) !== (input.username === undefined), {
      path: ['username'],
      message: 'give either username or email',
    }),
  )
export type Login = z.infer<typeof login>

/**
 * The answer to a sign-in. Browsers get the tokens as cookies that no script can read; every other client
 * gets them here.
 */
export const signedIn = z.object({
  user: me,
  token_type: z.literal('bearer'),
  /** Seconds the access token is good for. */
  expires_in: z.int(),
  access_token: z.optional(z.string()),
  refresh_token: z.optional(z.string()),
})
export type SignedIn = z.infer<typeof signedIn>

export const refresh = z.strictObject({ refresh_token: z.optional(z.string().check(z.maxLength(512))) })

/** Proves once more who is there, before something dangerous. */
export const confirmPassword = z.strictObject({ password })

export const endedOthers = z.object({ ended: z.int() })

/** One device somebody is signed in on. */
export const session = z.object({
  id,
  device: z.string(),
  address: z.string(),
  created_at: timestamp,
  last_used_at: timestamp,
  is_current: z.boolean(),
})
export type Session = z.infer<typeof session>
export const sessionList = z.object({ sessions: z.array(session) })
export type SessionList = z.infer<typeof sessionList>
