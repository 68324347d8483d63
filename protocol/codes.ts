import { z } from 'zod'
import { email, linkToken, phone, username } from './accounts'

/** Six digits that were mailed. Full-width and other digits are none. */
export const code = z.string().check(z.regex(/^[0-9]{6}$/, 'must be the six digits of the mail'))

/** Ties a code to the request it was mailed for. Browsers keep it as a cookie that no script can read. */
export const transaction = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/, 'must be a transaction'))

/** Asks for a code to sign in with. */
export const requestCode = z.strictObject({ phone })

/** Asks for a code to open an account with. */
export const requestSignUp = z.strictObject({
  phone,
  username,
  email,
  /** The end of the link somebody was invited by, as for registering with a password. */
  invitation: z.optional(linkToken),
})
export type RequestSignUp = z.infer<typeof requestSignUp>

/** The same answer whether or not anything was mailed. */
export const codeRequested = z.object({
  /** Left out for browsers. */
  transaction: z.optional(transaction),
  /** Seconds the code is good for. */
  expires_in: z.int(),
})
export type CodeRequested = z.infer<typeof codeRequested>

/** `transaction` is for clients without cookies. */
export const verifyCode = z.strictObject({ code, transaction: z.optional(transaction) })
export type VerifyCode = z.infer<typeof verifyCode>
