import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config'

/** One key for each purpose, so that what is made for one never passes for another. */
export interface Keys {
  readonly accessToken: Uint8Array
  readonly refreshToken: Uint8Array
  readonly csrf: Uint8Array
  readonly sharedPasswords: Uint8Array
  readonly sentTexts: Uint8Array
  readonly codes: Uint8Array
  readonly phones: Uint8Array
  readonly retiredNames: Uint8Array
  readonly devices: Uint8Array
  readonly push: Uint8Array
}

/**
 * Derives all keys from the configured secret, or from one made at the first start and kept in the data folder,
 * readable by its owner only.
 */
export function loadKeys(config: Config): Keys {
  const secret = config.secret ?? secretFile(join(config.data, 'secret'))
  const derive = (purpose: string) => new Uint8Array(hkdfSync('sha256', secret, 'natter', purpose, 32))
  return {
    accessToken: derive('access token'),
    refreshToken: derive('refresh token'),
    csrf: derive('csrf'),
    sharedPasswords: derive('shared passwords'),
    sentTexts: derive('sent texts'),
    codes: derive('codes'),
    phones: derive('phones'),
    retiredNames: derive('retired names'),
    devices: derive('devices'),
    push: derive('push'),
  }
}

function secretFile(path: string): string {
  if (existsSync(path)) return readFileSync(path, 'utf8').trim()
  const secret = randomBytes(32).toString('base64url')
  writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: 'wx', flush: true })
  return secret
}
