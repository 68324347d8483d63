import type { Proof } from '#protocol/proofs'
import type { ProvenAction } from '#protocol/proven-action'
import type { App, Principal } from '../../context'
import { DomainError } from '../../domain/errors'
import { finishAttempt } from '../attempts'
import { takeCode } from '../mailed-code'
import { provenPasskey } from '../passkeys/proven'
import { requirePassword } from '../require-password'
import type { Device } from '../sessions'
import { serviceProof } from './service-proof'

/** The errors of a proof that does not hold. */
export const proofFailures = [
  ...(['wrong_password', 'invalid_code', 'code_spent', 'sign_in_refused', 'sign_in_expired'] as const),
  ...(['policy_disabled', 'rate_limited'] as const),
] as const

/** What a browser brings along besides: of a passkey that it began to ask for, or of a service it came back from. */
export interface ProofBrowser {
  passkeySecret: string | null
  serviceSecret: string | null
  origin: string | null
}

/** What somebody proves it with, and from where. */
export interface Evidence {
  proof: Proof
  device: Device
  browser: ProofBrowser
}

/**
 * Makes sure that it is the account's own person who wants this, by one thing only they have. A session alone may be
 * somebody else's at a device that was left open.
 * @throws DomainError `wrong_password`, `invalid_code`, `code_spent`, `sign_in_refused`, `sign_in_expired`,
 * `policy_disabled`, `rate_limited`
 */
export async function requireProof(
  app: App,
  { account, sessionId }: Principal,
  action: ProvenAction,
  { proof, device, browser }: Evidence,
): Promise<void> {
  const { password, code, transaction, credential } = proof
  if (password !== undefined) return requirePassword(app, account, password, device)
  if (code !== undefined) {
    const taken = await takeCode(app, [action], { code, transaction })
    if (taken.account_id !== account.id) throw new DomainError('invalid_code')
    return
  }
  if (credential !== undefined) {
    const { passkeySecret: secret, origin } = browser
    const passkey = await provenPasskey(app, credential, { secret, origin })
    if (passkey?.account_id === account.id) return
    throw new DomainError('sign_in_refused', { detail: 'This passkey does not belong to this account.' })
  }
  if (browser.serviceSecret === null) {
    throw new DomainError('wrong_password', { detail: 'Prove first that it is you.' })
  }
  const proven = await finishAttempt(app, 'proof', browser.serviceSecret, serviceProof)
  if (proven.sessionId !== sessionId || proven.action !== action) throw new DomainError('sign_in_expired')
}
