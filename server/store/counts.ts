import type { Reads } from './store'

/** How many people, rooms and entries of logs there are. Counts row by row: not for every request. */
export async function countRows(reads: Reads) {
  const count = async (table: 'accounts' | 'rooms' | 'messages') => {
    const { rows } = await reads.db
      .selectFrom(table)
      .select((column) => column.fn.countAll<number | string>().as('rows'))
      .executeTakeFirstOrThrow()
    return Number(rows)
  }
  return { people: await count('accounts'), rooms: await count('rooms'), messages: await count('messages') }
}
