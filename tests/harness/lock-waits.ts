import { expect } from 'bun:test'
import { sql } from 'kysely'
import { eventually } from './eventually'
import type { TestServer } from './server'

/** Resolves once somebody waits for a lock in the PostgreSQL database of a server. */
export async function untilSomebodyWaits({ app }: TestServer): Promise<void> {
  await eventually(async () => {
    const waiting = await sql`select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(app.store.db)
    expect(waiting.rows).toHaveLength(1)
  })
}
