import { z } from 'zod'
import { timestamp } from './ids'
import { limits } from './limits'
import { storableText } from './text'

/** Bytes as WebAuthn sends them in JSON. */
const bytes = z.string().regex(/^[A-Za-z0-9_-]*$/, 'must be base64url')
const credentialId = bytes.min(1).max(1400)
const few = (most: number) => bytes.min(1).max(most)

/** What a browser is asked to do, as WebAuthn has it: handed on as it is. */
export const passkeyOptions = z.looseObject({ challenge: z.string() })
export type PasskeyOptions = z.infer<typeof passkeyOptions>

const common = {
  id: credentialId,
  rawId: credentialId,
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(40).nullish(),
  clientExtensionResults: z.record(z.string().max(40), z.unknown()),
}

/** That a device made a passkey. Fields that nothing here needs are dropped. */
export const newPasskey = z.object({
  ...common,
  response: z.object({
    clientDataJSON: few(8_000),
    attestationObject: few(40_000),
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .optional(),
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
    userHandle: bytes.max(100).optional(),
  }),
})
export type UsedPasskey = z.infer<typeof usedPasskey>

const name = storableText(1, limits.passkeyNameCharacters).refine(
  (text) => text.trim() !== '',
  'must not be blank',
)

export const passkey = z.object({
  id: z.string(),
  name: z.string(),
  created_at: timestamp,
  last_used_at: timestamp.nullable(),
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
