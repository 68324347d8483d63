import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server'
import { z } from 'zod'
import type { PasskeyOptions, UsedPasskey } from '#protocol/passkeys'
import type { App } from '../../context'
import { DomainError } from '../../domain/errors'
import { requirePolicy } from '../../domain/require-policy'
import { findAccount } from '../../store/accounts'
import { findPasskey, notePasskeyUse, type PasskeyRow } from '../../store/passkeys'
import { beginAttempt, finishAttempt } from '../attempts'
import { type Device, startSession, type Tokens } from '../sessions'
import { relyingParty } from './relying-party'

const begun = z.object({ challenge: z.string() })

/**
 * What a browser is asked, so that somebody signs in with any passkey they have here.
 * @returns that, and a secret for a cookie of this browser
 * @throws DomainError `policy_disabled`
 */
export async function beginPasskeySignIn(app: App): Promise<{ options: PasskeyOptions; secret: string }> {
  requirePolicy(app.policy, 'sign_in.passkey')
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(app, null).id,
    userVerification: 'required',
  })
  const content: z.infer<typeof begun> = { challenge: options.challenge }
  return { options: { ...options }, secret: await beginAttempt(app, 'passkey_sign_in', content) }
}

/**
 * Signs in whoever a passkey belongs to. The device has made sure that it is they: nothing else is asked for.
 * @throws DomainError `sign_in_expired`, `sign_in_refused`
 */
export async function signInWithPasskey(
  app: App,
  credential: UsedPasskey,
  browser: { secret: string | null; origin: string | null },
  device: Device,
): Promise<Tokens> {
  requirePolicy(app.policy, 'sign_in.passkey')
  const { challenge } = await finishAttempt(app, 'passkey_sign_in', browser.secret, begun)
  const passkey = await findPasskey(app.store, credential.id)
  const counter =
    passkey && (await newCounter(app, passkey, credential, { challenge, origin: browser.origin }))
  const account = passkey && (await findAccount(app.store, passkey.account_id))
  if (!passkey || counter == null || !account || account.disabled_at !== null) {
    app.log.info({ event: 'login_failed', account_id: account?.id ?? null, address: device.address })
    throw new DomainError('sign_in_refused', {
      detail: 'This passkey is not known here. Sign in another way, then add it in the settings.',
    })
  }
  const next = { counter, now: Date.now() }
  const isFirst = await app.store.transaction((tx) => notePasskeyUse(tx, passkey, next))
  if (!isFirst) throw new DomainError('sign_in_expired')
  return startSession(app, account, device)
}

/** How often the passkey has been used, as its device says; null when it was not proven that it was. */
async function newCounter(
  app: App,
  passkey: PasskeyRow,
  credential: UsedPasskey,
  { challenge, origin }: { challenge: string; origin: string | null },
): Promise<number | null> {
  const { userHandle, ...proof } = credential.response
  if (userHandle !== undefined && Buffer.from(userHandle, 'base64url').toString() !== passkey.account_id) {
    return null
  }
  const { id, origins } = relyingParty(app, origin)
  // The library throws at whatever does not fit, a counter that goes back among it: a copied device.
  const result = await verifyAuthenticationResponse({
    response: {
      ...{ id: credential.id, rawId: credential.rawId, type: credential.type, clientExtensionResults: {} },
      response: proof,
    },
    expectedChallenge: challenge,
    expectedOrigin: origins,
    expectedRPID: id,
    requireUserVerification: true,
    credential: {
      id: passkey.id,
      publicKey: new Uint8Array(Buffer.from(passkey.public_key, 'base64url')),
      counter: passkey.counter,
    },
  }).catch(() => null)
  return result?.verified ? result.authenticationInfo.newCounter : null
}
