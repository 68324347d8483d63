import { createECDH } from 'node:crypto'

/** What shows push services that all pushes come from the same server; base64url. */
export interface VapidKeys {
  publicKey: string
  privateKey: string
}

/** The pair of keys that belongs to 32 secret bytes: always the same, so that subscriptions outlive a restart. */
export function vapidKeys(secret: Uint8Array): VapidKeys {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(secret)
  return {
    publicKey: pair.getPublicKey('base64url'),
    privateKey: Buffer.from(secret).toString('base64url'),
  }
}
