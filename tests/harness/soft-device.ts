import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { NewPasskey, PasskeyOptions, UsedPasskey } from '#protocol/passkeys'

/** What a device says, where a test wants it to say something else. */
export interface Lies {
  origin?: string
  rpId?: string
  challenge?: string
  counter?: number
  isUserVerified?: boolean
  userHandle?: string
  /** Signed with another key. */
  isForged?: boolean
}

/** A device that makes one passkey and uses it as WebAuthn says, or tells lies. */
export interface SoftDevice {
  readonly id: string
  make(options: PasskeyOptions, lies?: Lies): NewPasskey
  use(options: PasskeyOptions, lies?: Lies): UsedPasskey
}

/** For pages of this origin, for the account with this id. */
export function softDevice(origin: string, accountId: string): SoftDevice {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credentialId = randomBytes(16)
  const id = credentialId.toString('base64url')
  const common = { id, rawId: id, type: 'public-key', clientExtensionResults: {} } as const
  let counter = 0

  function clientData(type: string, options: PasskeyOptions, lies: Lies): Buffer {
    const challenge = lies.challenge ?? options.challenge
    return Buffer.from(JSON.stringify({ type, challenge, origin: lies.origin ?? origin, crossOrigin: false }))
  }

  function authenticatorData(lies: Lies, attested: Buffer): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(lies.counter ?? ++counter)
    const flags = 0x01 | ((lies.isUserVerified ?? true) ? 0x04 : 0) | (attested.length > 0 ? 0x40 : 0)
    return Buffer.concat([sha256(lies.rpId ?? new URL(origin).hostname), Buffer.of(flags), count, attested])
  }

  return {
    id,
    make(options, lies = {}) {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(credentialId.length)
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, coseKey(own.publicKey)])
      const attestationObject = attestation(authenticatorData(lies, attested)).toString('base64url')
      const clientDataJSON = clientData('webauthn.create', options, lies).toString('base64url')
      return { ...common, response: { clientDataJSON, attestationObject, transports: ['internal'] } }
    },
    use(options, lies = {}) {
      const data = authenticatorData(lies, Buffer.alloc(0))
      const client = clientData('webauthn.get', options, lies)
      const key = lies.isForged ? other.privateKey : own.privateKey
      return {
        ...common,
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', Buffer.concat([data, sha256(client)]), key).toString('base64url'),
          userHandle: Buffer.from(lies.userHandle ?? accountId).toString('base64url'),
        },
      }
    },
  }
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest()
}

/** CBOR of {1: 2, 3: -7, -1: 1, -2: x, -3: y}: an ES256 key. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const coordinate = (text: string) => Buffer.concat([Buffer.of(0x58, 32), Buffer.from(text, 'base64url')])
  return Buffer.concat([
    Buffer.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21),
    coordinate(x),
    Buffer.of(0x22),
    coordinate(y),
  ])
}

/** CBOR of {fmt: "none", attStmt: {}, authData}. */
function attestation(authData: Buffer): Buffer {
  const text = (value: string) => Buffer.concat([Buffer.of(0x60 | value.length), Buffer.from(value)])
  return Buffer.concat([
    Buffer.of(0xa3),
    ...[text('fmt'), text('none'), text('attStmt'), Buffer.of(0xa0), text('authData')],
    ...[Buffer.of(0x58, authData.length), authData],
  ])
}
