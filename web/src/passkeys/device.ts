import {
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser'
import { z } from 'zod'
import { m } from '#catalogue'
import { ApiError } from '#client/api-error'
import {
  type NewPasskey,
  newPasskey,
  type PasskeyOptions,
  type UsedPasskey,
  usedPasskey,
} from '#protocol/passkeys'

/**
 * Lets the person make a passkey on a device of theirs.
 * @throws ApiError when they did not, or it has one already
 */
export async function makePasskey(options: PasskeyOptions): Promise<NewPasskey> {
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON
  return asked(newPasskey, startRegistration({ optionsJSON }))
}

/**
 * Lets the person use one of their passkeys.
 * @throws ApiError when they did not
 */
export async function takePasskey(options: PasskeyOptions): Promise<UsedPasskey> {
  return asked(usedPasskey, authentication(options, false))
}

/** Offers them among what the browser fills in; resolves when the person picks one there, which may be never. */
export async function offerPasskeys(options: PasskeyOptions): Promise<UsedPasskey> {
  return asked(usedPasskey, authentication(options, true))
}

function authentication(
  options: PasskeyOptions,
  useBrowserAutofill: boolean,
): Promise<AuthenticationResponseJSON> {
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON
  return startAuthentication({ optionsJSON, useBrowserAutofill })
}

async function asked<Schema extends z.core.$ZodType>(
  schema: Schema,
  answer: Promise<unknown>,
): Promise<z.output<Schema>> {
  try {
    return z.parse(schema, await answer)
  } catch (cause) {
    const detail = detailOf(cause)
    if (detail === null) throw cause
    throw new ApiError({ code: 'sign_in_refused', detail, cause })
  }
}

/** Browsers do not tell a refusal from a device that was not there or somebody who waited too long. */
function detailOf(cause: unknown): string | null {
  if (cause instanceof WebAuthnError && cause.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') {
    return m.sign_in_passkey_there()
  }
  if (cause instanceof WebAuthnError || cause instanceof DOMException) {
    return m.sign_in_passkey_unused()
  }
  return null
}
