import { sql } from 'kysely'
import type { Reads } from '#server/store/store'

/**
 * Everything that is stored, as text: the same text means that nothing has changed. Without the audit log, where what was
 * refused is noted too, and without when people were last seen, which is noted after an earlier test's sockets closed.
 */
export async function databaseState({ db }: Reads): Promise<string> {
  const tables = (await db.introspection.getTables()).filter(({ name }) => name !== 'audit_log')
  const contents = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await sql`select * from ${sql.table(name)}`.execute(db)
      return [name, ...rows.map((row) => JSON.stringify(row, timeless)).toSorted()].join('\n')
    }),
  )
  return contents.toSorted().join('\n\n')
}

function timeless(column: string, value: unknown): unknown {
  return column === 'last_seen_at' ? undefined : value
}
