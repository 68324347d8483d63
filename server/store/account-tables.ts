import type { Generated } from 'kysely'
import type { ServerRole } from '#protocol/accounts'
import type { Language } from '#protocol/languages'
import type { Time } from './time'

export interface AccountsTable {
  id: string
  username: string
  /** The username in lower case: unique. */
  username_key: string
  email: string | null
  /** The e-mail address in lower case, once it is known to be theirs: unique. Null until then. */
  email_key: string | null
  password_hash: string | null
  role: Generated<ServerRole>
  created_at: Time
  disabled_at: Time | null
  /** When they were last connected; null if that was never noted. Whoever is online has an older one. */
  last_seen_at: Time | null
  /** A guest is nobody's own account; `system` owns the lobby and never signs in. */
  kind: Generated<'person' | 'guest' | 'system'>
  /** What is asked for after the password; null for nothing. */
  second_factor: 'passkey' | null
  /** 1: others learn how far they have read; 0: nobody does, nor do they learn it of others. */
  shows_read: Generated<number>
  /** 1: those who share a room learn when they were last seen; 0: nobody does. */
  shows_last_seen: Generated<number>
  /** A keyed blind index of the phone number, which itself is not stored: unique. */
  phone_mark: string | null
  /** The last two digits, by which their owner recognises the number. */
  phone_tail: string | null
  /** When they deleted their account; from then on nothing here tells who they were. */
  deleted_at: Time | null
  is_anonymized: Generated<0 | 1>
  display_name: Generated<string | null>
  /** A hue in degrees. */
  color: Generated<number | null>
  /** What mails to them are written in; null for the language of who causes one. */
  language: Generated<Language | null>
}

/** Keyed blind indexes of usernames of deleted accounts, which nobody may take again. */
export interface RetiredNamesTable {
  mark: string
}

/** Keyed blind indexes of passwords in use, without a hint whose: see auth/shared-passwords. */
export interface PasswordMarksTable {
  mark: string
}

export interface InvitationsTable {
  id: string
  /** SHA-256 of the end of the link. */
  token_hash: string
  /** Null when it was made at the command line. */
  created_by: string | null
  created_at: Time
  expires_at: Time
  most_uses: number
  uses: number
  revoked_at: Time | null
}
