import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type ProvenAction, provenAction } from '#protocol/proven-action'
import type { App, Principal } from '../../context'
import { passOf } from '../../domain/admin/link-token'
import { requirePolicy } from '../../domain/require-policy'
import { beginAttempt } from '../attempts'
import { inTime } from './in-time'
import { requireProvider } from './providers'

/** What is kept of somebody who went to another service. */
export const begunOauth = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** The mark of the link that lets somebody new in. */
  pass: z.string().nullable(),
  /** Who connects the service to their account, or proves themselves by it; null for who signs in. */
  link: z.object({ accountId: z.string(), sessionId: z.string() }).nullable(),
  /** What they want to prove themselves for; null for connecting it. */
  action: provenAction.nullable(),
})

interface Wish {
  /** Null for who signs in. */
  by: Principal | null
  action: ProvenAction | null
  /** The end of the link that lets somebody new in. */
  invitation?: string | undefined
}

/**
 * Sends somebody to another service: to sign in, to connect it to their account, or to prove that it is they.
 * @returns the address to go to, and a secret for a cookie without which nobody comes back
 * @throws DomainError `policy_disabled`, `not_found`, `unavailable` when the service cannot be reached
 */
export async function beginOauth(
  app: App,
  providerId: string,
  { by, action, invitation }: Wish,
): Promise<{ address: URL; secret: string }> {
  requirePolicy(app.policy, 'sign_in.oauth')
  const provider = requireProvider(app.providers, providerId)
  const secrets = { state: random(), nonce: random(), verifier: random() }
  const proofs = { ...secrets, isAnew: action !== null }
  const address = await inTime(provider.addressFor(proofs), provider.label)
  const link = by && { accountId: by.account.id, sessionId: by.sessionId }
  const begun: z.infer<typeof begunOauth> = {
    ...{ provider: providerId, ...secrets, link, action },
    pass: passOf(invitation),
  }
  return { address, secret: await beginAttempt(app, 'oauth', begun) }
}

function random(): string {
  return randomBytes(32).toString('base64url')
}
