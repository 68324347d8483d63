import type { Reads, Transaction } from './store'

export async function readSetting(reads: Reads, key: string): Promise<string | null> {
  const row = await reads.db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value ?? null
}

/** Saves a value in place of the one before. */
export async function replaceSetting(tx: Transaction, key: string, value: string): Promise<void> {
  await tx.db
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/** Takes a setting away if it has this value. Returns whether it had, to one of several who ask at once. */
export async function takeSetting(tx: Transaction, key: string, value: string): Promise<boolean> {
  const row = await tx.db
    .deleteFrom('settings')
    .where('key', '=', key)
    .where('value', '=', value)
    .returning('key')
    .executeTakeFirst()
  return row !== undefined
}

/** Saves a value unless the key has one. Returns the value that holds, even when several nodes race. */
export async function settleSetting(tx: Transaction, key: string, value: string): Promise<string> {
  await tx.db
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await readSetting(tx, key)) ?? value
}
