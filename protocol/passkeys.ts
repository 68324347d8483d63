import { z } from 'zod'
import { timestamp } from './ids'
import { limits } from './limits'
import { storableText } from './text'

/** Bytes as WebAuthn sends them in JSON. */
const bytes = z.string().check(z.regex(/^[A-Za-z0-9_-]*$/, 'must be base64url'))
const credentialId = bytes.check(z.minLength(1), z.maxLength(1400))
const few = (most: number) => bytes.check(z.minLength(1), z.maxLength(most))

/** What a browser is asked to do, as WebAuthn has it: handed on as it is. */
export const passkeyOptions = z.looseObject({ challenge: z.string() })
export type PasskeyOptions = z.infer<typeof passkeyOptions>

const common = {
  id: credentialId,
  rawId: credentialId,
  type: z.literal('public-key'),
  authenticatorAttachment: z.nullish(z.string().check(z.maxLength(40))),
  clientExtensionResults: z.record(z.string().check(z.maxLength(40)), z.unknown()),
}

/** That a device made a passkey. Fields that nothing here needs are dropped. */
export const newPasskey = z.object({
  ...common,
  response: z.object({
    clientDataJSON: few(8_000),
    attestationObject: few(40_000),
    transports: z.optional(z.array(z.string().check(z.regex(/^[a-z-]{1,20}$/))).check(z.maxLength(10))),
  }),
})
export type NewPasskey = z.infer<typeof newPasskey>

/** That a device used one. */
export const usedPasskey = z.object({
  ...common,
  response: z.object({
    clientDataJSON: few(8_000),
    authenticatorData: few(8_000),
    signature: few(8_000),
    userHandle: z.optional(bytes.check(z.maxLength(100))),
  }),
})
export type UsedPasskey = z.infer<typeof usedPasskey>

const name = storableText(1, limits.passkeyNameCharacters).check(
  z.refine((text) => text.trim() !== '', 'must not be blank'),
)

export const passkey = z.object({
  id: z.string(),
  name: z.string(),
  created_at: timestamp,
  last_used_at: z.nullable(timestamp),
})
export type Passkey = z.infer<typeof passkey>

export const passkeyList = z.object({
  passkeys: z.array(passkey),
  /** Whether one is asked for after any other way to sign in. */
  is_required: z.boolean(),
})
export type PasskeyList = z.infer<typeof passkeyList>

export const addPasskey = z.strictObject({ name, credential: newPasskey })
export type AddPasskey = z.infer<typeof addPasskey>
export const renamePasskey = z.strictObject({ name })
export const passkeySignIn = z.strictObject({ credential: usedPasskey })
export const requirePasskey = z.strictObject({ is_required: z.boolean() })
export const passkeyParams = z.object({ passkey_id: credentialId })
