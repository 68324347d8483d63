import { type BeginOauth, type Identity, identityList, type OauthBegun, oauthBegun } from '#protocol/oauth'
import {
  type AddPasskey,
  type Passkey,
  type PasskeyList,
  type PasskeyOptions,
  passkey,
  passkeyList,
  passkeyOptions,
  type UsedPasskey,
} from '#protocol/passkeys'
import { type SignedIn, signedIn } from '#protocol/sessions'
import type { Requester } from './request'

/** The REST calls for ways to sign in beside the password. Each rejects with an `ApiError`. */
export function waysInApi({ json, empty }: Pick<Requester, 'json' | 'empty'>) {
  return {
    /** Where to go, in the same window, to sign in through another service or to connect it. */
    beginOauth: (
      provider: string,
      purpose: BeginOauth['purpose'],
      invitation?: string,
    ): Promise<OauthBegun> =>
      json(oauthBegun, {
        method: 'POST',
        path: `/auth/oauth/${encodeURIComponent(provider)}`,
        body: { purpose, ...(invitation !== undefined && { invitation }) },
        isSignIn: purpose === 'sign_in',
      }),
    identities: async (): Promise<Identity[]> =>
      (await json(identityList, { method: 'GET', path: '/auth/identities' })).identities,
    disconnect: (provider: string) =>
      empty({ method: 'DELETE', path: `/auth/identities/${encodeURIComponent(provider)}` }),

    /** Enters the lobby under a name that is made up. */
    enterAsGuest: (): Promise<SignedIn> =>
      json(signedIn, { method: 'POST', path: '/auth/guest', isSignIn: true }),

    passkeySignInOptions: (): Promise<PasskeyOptions> =>
      json(passkeyOptions, { method: 'POST', path: '/auth/passkey-options', isSignIn: true }),
    signInWithPasskey: (credential: UsedPasskey): Promise<SignedIn> =>
      json(signedIn, { method: 'POST', path: '/auth/passkey-login', body: { credential }, isSignIn: true }),
    passkeys: (): Promise<PasskeyList> => json(passkeyList, { method: 'GET', path: '/auth/passkeys' }),
    newPasskeyOptions: (): Promise<PasskeyOptions> =>
      json(passkeyOptions, { method: 'POST', path: '/auth/passkey-registration' }),
    addPasskey: (body: AddPasskey): Promise<Passkey> =>
      json(passkey, { method: 'POST', path: '/auth/passkeys', body }),
    namePasskey: (id: string, name: string) =>
      empty({ method: 'PATCH', path: passkeyPath(id), body: { name } }),
    removePasskey: (id: string) => empty({ method: 'DELETE', path: passkeyPath(id) }),
    requirePasskey: (is_required: boolean): Promise<PasskeyList> =>
      json(passkeyList, { method: 'PATCH', path: '/auth/passkeys', body: { is_required } }),
  }
}

function passkeyPath(id: string): string {
  return `/auth/passkeys/${encodeURIComponent(id)}`
}
