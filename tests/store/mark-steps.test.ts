import { describe, expect, test } from 'bun:test'
import { insertAccount } from '#server/store/accounts'
import { insertMarkStep, mostMarkSteps, stepsPast } from '#server/store/mark-steps'
import { insertMember } from '#server/store/members'
import { unreadMarks } from '#server/store/migrations/005-unread-marks'
import { insertRoom } from '#server/store/rooms'
import type { Transaction } from '#server/store/store'
import { unreadState } from '#server/store/unread'
import { engines } from '../harness/server'
import { newStore } from '../harness/store'

/** A room of alice alone, with ten entries of which she has read seven. */
async function makeRoom(tx: Transaction): Promise<void> {
  await insertAccount(tx, { id: 'a', username: 'alice', email: null, passwordHash: null, createdAt: 0 })
  await insertRoom(tx, {
    ...{ id: 'r', room_type: 'group', name: 'Kitchen', description: '', direct_key: null },
    ...{ created_by: 'a', created_at: 0, last_activity_at: 0, last_seq: 10 },
  })
  const marks = { delivered_seq: 7, read_seq: 7 }
  await insertMember(tx, { room_id: 'r', account_id: 'a', role: 'owner', joined_at: 0, ...marks })
}

const read = { room_id: 'r', account_id: 'a', kind: 'read' as const }

for (const engine of engines) {
  describe(engine, () => {
    test('[MSG-5] [D24] only the newest movements are kept; of what was passed before them nothing is told', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      await store.transaction(async (tx) => {
        await makeRoom(tx)
        for (let n = 1; n <= mostMarkSteps + 5; n++)
          await insertMarkStep(tx, { ...read, after_seq: n * 10 - 10, seq: n * 10, at: n })
      })

      const kept = await store.db.selectFrom('mark_steps').select('seq').execute()
      expect(kept).toHaveLength(mostMarkSteps)
      expect(await stepsPast(store, 'r', 50)).toEqual([])
      expect(await stepsPast(store, 'r', 51)).toEqual([{ account_id: 'a', kind: 'read', at: 6 }])
      expect(await stepsPast(store, 'r', 60)).toEqual([{ account_id: 'a', kind: 'read', at: 6 }])
      expect(await stepsPast(store, 'r', 61)).toMatchObject([{ at: 7 }])
    })

    test('[MSG-5] [D24] of movements that overlap the earliest counts, and one that is there stays', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      await store.transaction(async (tx) => {
        await makeRoom(tx)
        await insertMarkStep(tx, { ...read, after_seq: 2, seq: 3, at: 100 })
        await insertMarkStep(tx, { ...read, after_seq: 2, seq: 5, at: 200 })
        await insertMarkStep(tx, { ...read, after_seq: 1, seq: 5, at: 300 })
      })
      expect(await stepsPast(store, 'r', 3)).toMatchObject([{ at: 100 }])
      expect(await stepsPast(store, 'r', 4)).toMatchObject([{ at: 200 }])
      expect(await stepsPast(store, 'r', 2)).toEqual([])
    })

    test('[OPS-6] [D26] what was unread before it had a mark of its own is still what follows the read mark', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      await store.transaction(async (tx) => {
        await makeRoom(tx)
        for (const column of ['unread_after', 'read_changes'])
          await tx.db.schema.alterTable('members').dropColumn(column).execute()
        await unreadMarks.up(tx.db)
      })
      expect(await unreadState(store, 'r', 'a')).toMatchObject({
        read_seq: 7,
        unread_after: 7,
        read_changes: 0,
      })
    })
  })
}
