import { z } from 'zod'
import { password } from './accounts'
import { code, transaction } from './codes'
import { oauthProvider } from './oauth'
import { usedPasskey } from './passkeys'
import { provenAction } from './proven-action'

/**
 * That it is the account's own person who asks: their password, a code that was mailed for this, or a passkey begun
 * like a sign-in. None of them, from a browser that came back from a connected service to which it was sent for this.
 */
export const proof = z.strictObject({
  password: z.optional(password),
  code: z.optional(code),
  transaction: z.optional(transaction),
  credential: z.optional(usedPasskey),
})
export type Proof = z.infer<typeof proof>

/** Asks for a code to prove it with. */
export const requestProofCode = z.strictObject({ purpose: provenAction })

/** By what somebody can prove that it is they. */
export const proofWays = z.object({
  has_password: z.boolean(),
  /** A code can be mailed to them. */
  has_code: z.boolean(),
  has_passkey: z.boolean(),
  /** The services they are connected to. */
  services: z.array(oauthProvider),
})
export type ProofWays = z.infer<typeof proofWays>
