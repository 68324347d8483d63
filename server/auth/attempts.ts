import { createHash, randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { App } from '../context'
import { DomainError } from '../domain/errors'
import { insertAttempt, takeAttempt } from '../store/attempts'

/**
 * What a browser may have begun: going to another service, using or making a passkey, or something that another
 * service has said to be wanted by its own person.
 */
export type Purpose = 'oauth' | 'passkey_sign_in' | 'passkey_register' | 'proof'

/** As long as somebody may take at the other service, or to find their device. */
export const attemptSeconds = 10 * 60

/**
 * Notes what was begun in a browser, for ten minutes.
 * @returns a secret for a cookie of that browser: nobody else can finish it. Only its hash is stored.
 */
export async function beginAttempt(app: App, purpose: Purpose, content: object): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const now = Date.now()
  const expires_at = now + attemptSeconds * 1000
  const attempt = { id: idOf(secret), purpose, content: JSON.stringify(content), expires_at }
  await app.store.transaction((tx) => insertAttempt(tx, attempt, now))
  return secret
}

/**
 * What was begun in the browser that holds this secret. It can be asked once.
 * @throws DomainError `sign_in_expired` when nothing was, or too long ago
 */
export async function finishAttempt<Schema extends z.ZodType>(
  app: App,
  purpose: Purpose,
  secret: string | null,
  schema: Schema,
): Promise<z.output<Schema>> {
  const key = { id: idOf(secret ?? ''), purpose, now: Date.now() }
  const content = secret === null ? null : await app.store.transaction((tx) => takeAttempt(tx, key))
  if (content === null) throw new DomainError('sign_in_expired')
  return schema.parse(JSON.parse(content))
}

function idOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
