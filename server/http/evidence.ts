import type { Context } from 'hono'
import type { Proof } from '#protocol/proofs'
import type { Evidence } from '../auth/proof/require-proof'
import { takeAttemptCookie } from './attempt-cookie'
import { readCookie } from './cookies'
import { deviceOf } from './device'
import type { Environment } from './environment'

/** What a request proves its person by: what is in its body, and what this browser was given before. */
export function evidenceOf(c: Context<Environment>, given: Proof): Evidence {
  const { transaction = readCookie(c, 'transaction') ?? undefined, ...rest } = given
  const isGiven = Object.values(rest).some((value) => value !== undefined)
  return {
    proof: { ...rest, transaction },
    device: deviceOf(c),
    browser: {
      passkeySecret: rest.credential ? takeAttemptCookie(c, 'passkey_sign_in') : null,
      serviceSecret: isGiven ? null : takeAttemptCookie(c, 'proof'),
      origin: c.req.header('Origin') ?? null,
    },
  }
}
