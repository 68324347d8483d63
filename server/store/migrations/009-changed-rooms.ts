import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** When a room's log last changed in any way, which an edit does without moving the room in anybody's list. */
export const changedRooms: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('rooms')
      .addColumn('changed_at', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
    await sql`update rooms set changed_at = last_activity_at`.execute(db)
  },
}
