import type { Reads, Transaction } from './store'

/** Whether this is the mark of a name that nobody may take again. */
export async function isNameRetired(reads: Reads, mark: string): Promise<boolean> {
  const row = await reads.db
    .selectFrom('retired_names')
    .select('mark')
    .where('mark', '=', mark)
    .executeTakeFirst()
  return row !== undefined
}

export async function retireName(tx: Transaction, mark: string): Promise<void> {
  await tx.db
    .insertInto('retired_names')
    .values({ mark })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
