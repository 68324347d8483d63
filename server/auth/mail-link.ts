import { createHash, randomBytes } from 'node:crypto'
import { insertMailToken, type TokenPurpose } from '../store/mail-tokens'
import type { Transaction } from '../store/store'

/** For so long a link works. */
export const mailTokenMs: Record<TokenPurpose, number> = {
  password_reset: 60 * 60 * 1000,
  confirm_email: 24 * 60 * 60 * 1000,
}

/** Makes the token of a link for this account: 256 random bits, of which the database holds only a hash. */
export async function makeMailToken(
  tx: Transaction,
  purpose: TokenPurpose,
  account: { id: string; email: string },
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await insertMailToken(tx, {
    ...{ mark: mailTokenMark(token), purpose, account_id: account.id, email: account.email },
    expires_at: Date.now() + mailTokenMs[purpose],
  })
  return token
}

/** How the database knows a token. */
export function mailTokenMark(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** The address that mail to an account's owner goes to: only one that is known to be theirs. */
export function provenEmail(account: { email: string | null; email_key: string | null }): string | null {
  return account.email_key === null ? null : account.email
}
