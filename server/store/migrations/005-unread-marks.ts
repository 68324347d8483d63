import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Where each member's unread texts begin, apart from how far they have read; and how often either was changed. */
export const unreadMarks: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of ['unread_after', 'read_changes']) {
      await db.schema
        .alterTable('members')
        .addColumn(column, 'bigint', (c) => c.notNull().defaultTo(0))
        .execute()
    }
    await (db as Kysely<{ members: { unread_after: number; read_seq: number } }>)
      .updateTable('members')
      .set((column) => ({ unread_after: column.ref('read_seq') }))
      .execute()
  },
}
