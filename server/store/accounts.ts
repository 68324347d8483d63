import { type Selectable, sql } from 'kysely'
import type { AccountsTable } from './account-tables'
import { userColumns } from './profiles'
import type { Reads, Transaction } from './store'

export type AccountKind = Selectable<AccountsTable>['kind']

interface NewAccount {
  id: string
  username: string
  email: string | null
  /** Whether the address is known to be theirs, as it is unless said. Only then is it unique, and good for signing in. */
  isEmailProven?: boolean
  passwordHash: string | null
  phone?: { mark: string; tail: string } | null
  createdAt: number
  kind?: AccountKind
}

/** Usernames and e-mail addresses are compared in this form. */
export function foldName(name: string): string {
  return name.toLowerCase()
}

/** Saves an account unless its username, proven e-mail address or phone number is in use. Returns whether it was saved. */
export async function insertAccount(tx: Transaction, account: NewAccount): Promise<boolean> {
  const row = await tx.db
    .insertInto('accounts')
    .values({
      id: account.id,
      username: account.username,
      username_key: foldName(account.username),
      email: account.email,
      email_key: account.email !== null && account.isEmailProven !== false ? foldName(account.email) : null,
      password_hash: account.passwordHash,
      created_at: account.createdAt,
      disabled_at: null,
      phone_mark: account.phone?.mark ?? null,
      phone_tail: account.phone?.tail ?? null,
      kind: account.kind ?? 'person',
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export function findAccount(reads: Reads, id: string) {
  return reads.db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst()
}

export function findAccountByUsername(reads: Reads, username: string) {
  return reads.db
    .selectFrom('accounts')
    .selectAll()
    .where('username_key', '=', foldName(username))
    .executeTakeFirst()
}

export function findAccountByEmail(reads: Reads, email: string) {
  return reads.db
    .selectFrom('accounts')
    .selectAll()
    .where('email_key', '=', foldName(email))
    .executeTakeFirst()
}

export function findAccountByPhone(reads: Reads, mark: string) {
  return reads.db.selectFrom('accounts').selectAll().where('phone_mark', '=', mark).executeTakeFirst()
}

/** People whose username or display name contains `query`, those whose username begins with it first. `%` and `_` mean themselves. */
export function searchAccounts(reads: Reads, query: string, limit: number) {
  const literal = foldName(query).replace(/[\\%_]/g, '\\$&')
  const contains = sql<boolean>`username_key like ${`%${literal}%`} escape '\\'`
  const containsName = sql<boolean>`lower(display_name) like ${`%${literal}%`} escape '\\'`
  const begins = sql<number>`case when username_key like ${`${literal}%`} escape '\\' then 0 else 1 end`
  return reads.db
    .selectFrom('accounts')
    .select(userColumns)
    .where((either) => either.or([contains, containsName]))
    .where('disabled_at', 'is', null)
    .where('kind', '=', 'person')
    .orderBy(begins)
    .orderBy('username_key')
    .limit(limit)
    .execute()
}

/** Replaces a password's hash, unless it has been changed from `previousHash` meanwhile. */
export async function replacePasswordHash(
  tx: Transaction,
  id: string,
  previousHash: string,
  hash: string,
): Promise<void> {
  await tx.db
    .updateTable('accounts')
    .set({ password_hash: hash })
    .where('id', '=', id)
    .where('password_hash', '=', previousHash)
    .execute()
}

export async function setPasswordHash(tx: Transaction, id: string, hash: string): Promise<void> {
  await tx.db.updateTable('accounts').set({ password_hash: hash }).where('id', '=', id).execute()
}

/**
 * Notes that this address is theirs, unless they have given another meanwhile.
 * @returns whether it was noted
 * @throws what `isDuplicate` knows when another account has it
 */
export async function proveEmail(tx: Transaction, id: string, email: string): Promise<boolean> {
  const row = await tx.db
    .updateTable('accounts')
    .set({ email_key: foldName(email) })
    .where('id', '=', id)
    .where('email', '=', email)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Replaces everything an account says of its person by a name that is nobody's. It can never be signed in to again. */
export async function anonymizeAccount(
  tx: Transaction,
  id: string,
  name: string,
  now: number,
): Promise<void> {
  await tx.db
    .updateTable('accounts')
    .set({
      // No username contains a colon, so this is in nobody's way.
      ...{ username: name, username_key: `deleted:${id}`, email: null, email_key: null },
      ...{ password_hash: null, phone_mark: null, phone_tail: null, last_seen_at: null },
      ...{ display_name: null, color: null, language: null },
      ...{ disabled_at: now, deleted_at: now, is_anonymized: 1 },
    })
    .where('id', '=', id)
    .execute()
  await tx.db.deleteFrom('mail_tokens').where('account_id', '=', id).execute()
}

/** Ids among `ids` that belong to somebody who can be written to. They stay so until the commit. */
export async function lockExistingAccounts(tx: Transaction, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.db
    .selectFrom('accounts')
    .select('id')
    .where('id', 'in', [...ids])
    .where('disabled_at', 'is', null)
    .where('kind', '=', 'person')
    .orderBy('id')
    .modifyEnd(tx.rowLock)
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Locks the rows of these accounts until the commit, whatever has become of them, and returns them. */
export function lockAccounts(tx: Transaction, ids: readonly string[]) {
  return tx.db
    .selectFrom('accounts')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('id')
    .modifyEnd(tx.rowLock)
    .execute()
}

/** Locks an account's row until the commit: of two changes at once the second sees the first. */
export function lockAccount(tx: Transaction, id: string) {
  return tx.db
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', id)
    .modifyEnd(tx.rowLock)
    .executeTakeFirst()
}
