import { describe, expect, test } from 'bun:test'
import { sql } from 'kysely'
import { insertAccount } from '#server/store/accounts'
import { insertMessageOnce, messagesChangedAfter } from '#server/store/messages'
import { messageChanges } from '#server/store/migrations/004-message-changes'
import { insertRoom } from '#server/store/rooms'
import type { Store, Transaction } from '#server/store/store'
import { engines } from '../harness/server'
import { newStore } from '../harness/store'

for (const engine of engines) {
  describe(engine, () => {
    test('[OPS-6] [MSG-8] messages written before changes were numbered keep their number as that of their last change', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      await writeThree(store)

      await store.transaction(async ({ db }) => {
        await undoMigration(db)
        await messageChanges.up(db)
      })

      const messages = await messagesChangedAfter(store, 'room', 0, 10)

      expect(messages.map(({ seq, changed_seq, is_edited }) => [seq, changed_seq, is_edited])).toEqual([
        [1, 1, false],
        [2, 2, false],
        [3, 3, false],
      ])
    })
  })
}

async function writeThree(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    await insertAccount(tx, { id: 'alice', username: 'alice', email: null, passwordHash: null, createdAt: 0 })
    await insertRoom(tx, {
      ...{ id: 'room', room_type: 'group', name: 'Kitchen', description: '', direct_key: null },
      ...{ created_by: 'alice', created_at: 0, last_activity_at: 0, last_seq: 3 },
    })
    for (const seq of [1, 2, 3]) {
      await insertMessageOnce(tx, {
        ...{ room_id: 'room', seq, sender_id: 'alice', client_id: `c${seq}`, message_type: 'text' },
        ...{ content: `text ${seq}`, reply_to: null, subject_id: null, created_at: 0 },
        attachment_count: 0,
      })
    }
  })
}

/** Brings the schema back to what it was before the migration. */
async function undoMigration(db: Transaction['db']): Promise<void> {
  await sql`drop table message_versions`.execute(db)
  await sql`drop index changes`.execute(db)
  for (const column of ['changed_seq', 'edited_at', 'deleted_at', 'sent_mark']) {
    await sql`alter table messages drop column ${sql.ref(column)}`.execute(db)
  }
}
