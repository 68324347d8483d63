import { createHmac, scrypt } from 'node:crypto'
import type { App } from '../context'
import { DomainError } from '../domain/errors'
import type { Transaction } from '../store/store'

const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

/**
 * A keyed blind index of a password: equal for equal passwords, useless without this server's key, and slow to
 * compute even with it. It is stored without a hint whose password it is.
 */
export async function sharedPasswordMark(app: App, password: string): Promise<string | null> {
  if (!app.config.passwords.rejectShared) return null
  const slow = await derive(password.normalize('NFKC'), app.keys.sharedPasswords)
  return createHmac('sha256', app.keys.sharedPasswords).update(slow).digest('base64url')
}

/**
 * Notes that a password is in use. One that somebody once had stays refused after they change it.
 * @throws DomainError `password_unsuitable`, the answer for any password that is easy to guess
 */
export async function claimPassword(tx: Transaction, mark: string | null): Promise<void> {
  if (mark === null) return
  const row = await tx.db
    .insertInto('password_marks')
    .values({ mark })
    .onConflict((conflict) => conflict.doNothing())
    .returning('mark')
    .executeTakeFirst()
  if (!row) throw new DomainError('password_unsuitable')
}

function derive(password: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
