import type { Insertable } from 'kysely'
import type { Tables } from './schema'
import type { Transaction } from './store'

/** Both databases bound the number of values in one statement. */
const rowsPerInsert = 500

export type NewRow<Table extends keyof Tables> = Insertable<Tables[Table]>

/** Inserts any number of rows. */
export async function insertAll<Table extends keyof Tables>(
  tx: Transaction,
  table: Table,
  rows: readonly NewRow<Table>[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerInsert) {
    await tx.db
      .insertInto(table)
      .values(rows.slice(start, start + rowsPerInsert))
      .execute()
  }
}
