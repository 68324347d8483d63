import type { Reads, Transaction } from './store'

export async function readSetting(reads: Reads, key: string): Promise<string | null> {
  const row = await reads.db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value ?? null
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
