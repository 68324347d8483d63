import { z } from 'zod'
import { limits } from '#protocol/limits'
import type { AddPasskey, NewPasskey, Passkey, PasskeyOptions } from '#protocol/passkeys'
import type { Account, App } from '../../context'
import { note } from '../../domain/audit/note'
import { DomainError } from '../../domain/errors'
import { requirePolicy } from '../../domain/require-policy'
import { lockAccount } from '../../store/accounts'
import { insertPasskey, listPasskeys } from '../../store/passkeys'
import { beginAttempt, finishAttempt } from '../attempts'
import { toPasskey } from './list'
import { relyingParty } from './relying-party'
import { webauthn } from './webauthn'

const begun = z.object({ accountId: z.string(), challenge: z.string() })

/**
 * What a browser is asked, so that a device makes a passkey which can sign in alone.
 * @returns that, and a secret for a cookie of this browser
 * @throws DomainError `policy_disabled`, `conflict` for somebody who has as many as one may
 */
export async function beginPasskey(
  app: App,
  account: Account,
): Promise<{ options: PasskeyOptions; secret: string }> {
  requirePolicy(app.policy, 'sign_in.passkey')
  const existing = await listPasskeys(app.store, account.id)
  requireRoom(existing.length)
  const { generateRegistrationOptions } = await webauthn()
  const options = await generateRegistrationOptions({
    rpName: 'Natter',
    rpID: relyingParty(app, null).id,
    userID: new TextEncoder().encode(account.id),
    userName: account.username,
    userDisplayName: account.username,
    excludeCredentials: existing.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const content: z.infer<typeof begun> = { accountId: account.id, challenge: options.challenge }
  return { options: { ...options }, secret: await beginAttempt(app, 'passkey_register', content) }
}

/**
 * Keeps the passkey that a device made.
 * @throws DomainError `sign_in_expired`, `invalid` for one that proves nothing, `taken`
 */
export async function addPasskey(
  app: App,
  account: Account,
  { name, credential }: AddPasskey,
  browser: { secret: string | null; origin: string | null; address: string },
): Promise<Passkey> {
  requirePolicy(app.policy, 'sign_in.passkey')
  const { accountId, challenge } = await finishAttempt(app, 'passkey_register', browser.secret, begun)
  if (accountId !== account.id) throw new DomainError('sign_in_expired')
  const made = await verified(app, credential, challenge, browser.origin)
  const row = {
    id: made.id,
    account_id: account.id,
    public_key: Buffer.from(made.publicKey).toString('base64url'),
    counter: made.counter,
    transports: (credential.response.transports ?? []).join(','),
    name: name.trim(),
    created_at: Date.now(),
    last_used_at: null,
  }
  await app.store.transaction(async (tx) => {
    await lockAccount(tx, account.id)
    requireRoom((await listPasskeys(tx, account.id)).length)
    if (!(await insertPasskey(tx, row))) {
      throw new DomainError('taken', { detail: 'This passkey is in use already.' })
    }
    await note(tx, { event: 'passkey_added', account_id: account.id, address: browser.address })
  })
  app.log.info({ event: 'passkey_added', account_id: account.id })
  return toPasskey(row)
}

function requireRoom(count: number): void {
  if (count < limits.passkeys) return
  throw new DomainError('conflict', { detail: `At most ${limits.passkeys} passkeys. Remove one first.` })
}

/** The library throws at whatever does not fit; what it says is for programmers. */
async function verified(app: App, credential: NewPasskey, challenge: string, origin: string | null) {
  const { id, origins } = relyingParty(app, origin)
  const { clientDataJSON, attestationObject } = credential.response
  const { verifyRegistrationResponse } = await webauthn()
  const result = await verifyRegistrationResponse({
    response: {
      ...{ id: credential.id, rawId: credential.rawId, type: credential.type, clientExtensionResults: {} },
      response: { clientDataJSON, attestationObject },
    },
    expectedChallenge: challenge,
    expectedOrigin: origins,
    expectedRPID: id,
    requireUserVerification: true,
  }).catch(() => null)
  if (!result?.verified) throw new DomainError('invalid', { detail: 'The device made no usable passkey.' })
  return result.registrationInfo.credential
}
