import type { Generated } from 'kysely'
import type { Time } from './time'

export interface SessionsTable {
  id: string
  account_id: string
  /** SHA-256 of the newest refresh token. */
  refresh_hash: string
  /** How often the refresh token was rotated. */
  generation: number
  /** The newest generation whose tokens are known to have arrived. */
  confirmed_generation: Generated<number>
  rotated_at: Time
  device: string
  address: string
  created_at: Time
  last_used_at: Time
  expires_at: Time
  /** When its person last gave their password. */
  proven_at: Generated<Time>
}

/** The devices an account was signed in to from, each by a keyed hash of what it is recognised by. */
export interface KnownDevicesTable {
  account_id: string
  mark: string
  seen_at: Time
}

export interface PasskeysTable {
  /** The credential's id, as base64url. */
  id: string
  account_id: string
  /** COSE, as base64url. */
  public_key: string
  /** How often the device says it was used; 0 from devices that do not count. */
  counter: number
  /** How a browser reaches it, separated by commas. */
  transports: string
  /** What its owner calls it. */
  name: string
  created_at: Time
  last_used_at: Time | null
}

/** What an account is called at another service. */
export interface IdentitiesTable {
  /** `spotify`, or the issuer of an OpenID Connect provider. */
  provider: string
  /** The provider's own id of the person, which never changes. */
  subject: string
  account_id: string
  connected_at: Time
}

/** What was begun in a browser and must be finished there, once and soon: see auth/attempts. */
export interface AttemptsTable {
  /** SHA-256 of the secret that the browser holds. */
  id: string
  purpose: string
  /** JSON. */
  content: string
  expires_at: Time
}

/** Links that were mailed, by a hash of the token they carry: each works once. */
export interface MailTokensTable {
  mark: string
  purpose: 'password_reset' | 'confirm_email'
  account_id: string
  /** The address it was sent to. */
  email: string
  expires_at: Time
}

/** Codes that were mailed. Neither the code nor the transaction it belongs to can be read from it. */
export interface MailedCodesTable {
  transaction_mark: string
  purpose: 'sign_in' | 'sign_up' | 'deletion' | 'export'
  /** Whom it is for, as a mark: a newer code of the same subject and purpose takes its place. */
  subject: string
  /** Null when it is nobody's: nothing was mailed then. */
  account_id: string | null
  code_mark: string
  /** For `sign_up`: the account to be, as JSON. */
  details: string | null
  tries: number
  expires_at: Time
}
