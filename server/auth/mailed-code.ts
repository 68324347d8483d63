import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { VerifyCode } from '#protocol/codes'
import type { App } from '../context'
import { DomainError } from '../domain/errors'
import { deleteCode, findCode, insertCode, type MailedCode, takeTry } from '../store/mailed-codes'
import type { Transaction } from '../store/store'

/** How long a code is good for, and so is the mail that carries it. */
export const codeMs = 5 * 60 * 1000
const mostTries = 5

type Purpose = MailedCode['purpose']

interface NewCode {
  transaction: string
  purpose: Purpose
  /** Whom it is for, as a mark. A newer code takes the place of the older one. */
  subject: string
  /** Null for a code that is nobody's, and therefore never right. */
  accountId: string | null
  /** For signing up: the account to be. */
  details?: object
}

/** A new transaction: 128 random bits that tie a code to the request it was asked for by. */
export function newTransaction(): string {
  return randomBytes(16).toString('base64url')
}

/** Makes a code of six digits. The database holds only a mark of it, bound to its transaction and purpose. */
export async function makeCode(
  app: App,
  tx: Transaction,
  { transaction, purpose, subject, accountId, details }: NewCode,
): Promise<string> {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await insertCode(tx, {
    ...{ transaction_mark: markOf(transaction), purpose, subject, account_id: accountId, tries: 0 },
    code_mark: codeMark(app, { transaction, purpose, code }).toString('base64url'),
    details: details === undefined ? null : JSON.stringify(details),
    expires_at: Date.now() + codeMs,
  })
  return code
}

/**
 * Uses up the code of a transaction. Five tries are looked at, also of those that arrive at once.
 * @throws DomainError `invalid_code`, or `code_spent` after five wrong tries
 */
export async function takeCode(
  app: App,
  purposes: readonly Purpose[],
  { code, transaction = '' }: VerifyCode,
): Promise<MailedCode> {
  const mark = markOf(transaction)
  // A wrong try is counted by being committed, so it may not be what this transaction throws for.
  const { row, isRight } = await app.store.transaction(async (tx) => {
    const row = await takeTry(tx, mark, Date.now(), mostTries)
    if (!row || !purposes.includes(row.purpose)) return { row, isRight: false }
    const given = codeMark(app, { transaction, purpose: row.purpose, code })
    const isSame = timingSafeEqual(given, Buffer.from(row.code_mark, 'base64url'))
    const isSomebodys = row.account_id !== null || row.details !== null
    return { row, isRight: isSame && isSomebodys && (await deleteCode(tx, mark)) }
  })
  if (row && isRight) return row
  const isSpent = !row && (await findCode(app.store, mark, Date.now())) !== undefined
  throw new DomainError(isSpent ? 'code_spent' : 'invalid_code')
}

function markOf(transaction: string): string {
  return createHash('sha256').update(transaction).digest('base64url')
}

function codeMark(
  app: App,
  { transaction, purpose, code }: Pick<NewCode, 'transaction' | 'purpose'> & { code: string },
) {
  return createHmac('sha256', app.keys.codes).update(`${transaction}.${purpose}.${code}`).digest()
}
