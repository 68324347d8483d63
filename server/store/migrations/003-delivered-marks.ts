import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** How far the devices of each member have received the log. What was read before has been received too. */
export const deliveredMarks: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('members')
      .addColumn('delivered_seq', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
    await (db as Kysely<{ members: { delivered_seq: number; read_seq: number } }>)
      .updateTable('members')
      .set((column) => ({ delivered_seq: column.ref('read_seq') }))
      .execute()
  },
}
