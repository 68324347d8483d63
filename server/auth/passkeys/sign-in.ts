import type { z } from 'zod'
import type { PasskeyOptions, UsedPasskey } from '#protocol/passkeys'
import type { App } from '../../context'
import { DomainError } from '../../domain/errors'
import { requirePolicy } from '../../domain/require-policy'
import { findAccount } from '../../store/accounts'
import { beginAttempt } from '../attempts'
import { noteFailedLogin } from '../note-failed-login'
import { type Device, startSession, type Tokens } from '../sessions'
import { type begunUse, type PasskeyBrowser, provenPasskey } from './proven'
import { relyingParty } from './relying-party'
import { webauthn } from './webauthn'

/**
 * What a browser is asked, so that somebody signs in with any passkey they have here, or proves that it is they.
 * @returns that, and a secret for a cookie of this browser
 * @throws DomainError `policy_disabled`
 */
export async function beginPasskeySignIn(app: App): Promise<{ options: PasskeyOptions; secret: string }> {
  requirePolicy(app.policy, 'sign_in.passkey')
  const { generateAuthenticationOptions } = await webauthn()
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(app, null).id,
    userVerification: 'required',
  })
  const content: z.infer<typeof begunUse> = { challenge: options.challenge }
  return { options: { ...options }, secret: await beginAttempt(app, 'passkey_sign_in', content) }
}

/**
 * Signs in whoever a passkey belongs to. The device has made sure that it is they: nothing else is asked for.
 * @throws DomainError `sign_in_expired`, `sign_in_refused`
 */
export async function signInWithPasskey(
  app: App,
  credential: UsedPasskey,
  browser: PasskeyBrowser,
  device: Device,
): Promise<Tokens> {
  const passkey = await provenPasskey(app, credential, browser)
  const account = passkey && (await findAccount(app.store, passkey.account_id))
  if (!account || account.disabled_at !== null) {
    await noteFailedLogin(app, account?.id ?? null, device.address)
    throw new DomainError('sign_in_refused', {
      detail: 'This passkey is not known here. Sign in another way, then add it in the settings.',
    })
  }
  return startSession(app, account, device)
}
