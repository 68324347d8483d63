import { z } from 'zod'
import type { UsedPasskey } from '#protocol/passkeys'
import type { App } from '../../context'
import { DomainError } from '../../domain/errors'
import { requirePolicy } from '../../domain/require-policy'
import { findPasskey, notePasskeyUse, type PasskeyRow } from '../../store/passkeys'
import { finishAttempt } from '../attempts'
import { relyingParty } from './relying-party'
import { webauthn } from './webauthn'

/** What is kept while a browser asks for a passkey. */
export const begunUse = z.object({ challenge: z.string() })

/** The browser that uses a passkey: what it was given at the beginning, and where its page came from. */
export interface PasskeyBrowser {
  secret: string | null
  origin: string | null
}

/**
 * The passkey that was used, if it is known here and the device has made sure of its person. It says once who is there.
 * @returns null when nothing was proven
 * @throws DomainError `policy_disabled`, `sign_in_expired`
 */
export async function provenPasskey(
  app: App,
  credential: UsedPasskey,
  { secret, origin }: PasskeyBrowser,
): Promise<PasskeyRow | null> {
  requirePolicy(app.policy, 'sign_in.passkey')
  const { challenge } = await finishAttempt(app, 'passkey_sign_in', secret, begunUse)
  const passkey = await findPasskey(app.store, credential.id)
  const counter = passkey && (await newCounter(app, passkey, credential, { challenge, origin }))
  if (!passkey || counter == null) return null
  const next = { counter, now: Date.now() }
  const isFirst = await app.store.transaction((tx) => notePasskeyUse(tx, passkey, next))
  if (!isFirst) throw new DomainError('sign_in_expired')
  return passkey
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
  const { verifyAuthenticationResponse } = await webauthn()
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
