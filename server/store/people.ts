import { sql } from 'kysely'
import type { ServerRole } from '#protocol/accounts'
import { foldName } from './accounts'
import type { Reads, Transaction } from './store'

interface PeopleFilter {
  /** A part of the username or of the e-mail address. */
  query: string
  /** Only those whose username comes after this one. */
  after?: string | undefined
}

/** Accounts by username, disabled ones too. `%` and `_` mean themselves. */
export function listPeople(reads: Reads, { query, after }: PeopleFilter, limit: number) {
  const pattern = `%${foldName(query).replace(/[\\%_]/g, '\\$&')}%`
  return reads.db
    .selectFrom('accounts')
    .selectAll()
    .where(sql<boolean>`(username_key like ${pattern} escape '\\' or email_key like ${pattern} escape '\\')`)
    .$if(after !== undefined, (all) => all.where('username_key', '>', foldName(after ?? '')))
    .orderBy('username_key')
    .limit(limit)
    .execute()
}

/**
 * Locks all owners who can sign in, and returns their ids. To be called before any single account is locked: two who hold one
 * each and want all would wait for each other.
 */
export async function lockOwners(tx: Transaction): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('accounts')
    .select('id')
    .where('role', '=', 'owner')
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .modifyEnd(tx.rowLock)
    .execute()
  return rows.map(({ id }) => id)
}

export async function hasOwner(reads: Reads): Promise<boolean> {
  const row = await reads.db
    .selectFrom('accounts')
    .select('id')
    .where('role', '=', 'owner')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function setServerRole(tx: Transaction, id: string, role: ServerRole): Promise<void> {
  await tx.db.updateTable('accounts').set({ role }).where('id', '=', id).execute()
}

export async function setDisabled(tx: Transaction, id: string, disabledAt: number | null): Promise<void> {
  await tx.db.updateTable('accounts').set({ disabled_at: disabledAt }).where('id', '=', id).execute()
}
