import { describe, expect, test } from 'bun:test'
import { insertAccount } from '#server/store/accounts'
import { countUndelivered, headsChangedSince } from '#server/store/heads'
import { insertMember } from '#server/store/members'
import { changedRooms } from '#server/store/migrations/009-changed-rooms'
import { advanceRoom, countChange, insertRoom } from '#server/store/rooms'
import type { Store } from '#server/store/store'
import { engines } from '../harness/server'
import { newStore } from '../harness/store'

for (const engine of engines) {
  describe(engine, () => {
    test('[OPS-6] [D21] a room that was there before changes were timed changed when somebody last wrote', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      await fill(store)
      await store.transaction(async ({ db }) => {
        await db.schema.alterTable('rooms').dropColumn('changed_at').execute()
        await changedRooms.up(db)
      })
      expect(await headsChangedSince(store, { accountId: 'alice', since: 500 })).toEqual([
        { id: 'kitchen', last_seq: 7 },
      ])
      expect(await headsChangedSince(store, { accountId: 'alice', since: 501 })).toEqual([])
    })

    test('[D21] births and changes of entries time their room, for its members alone', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      await fill(store)
      await store.transaction((tx) => advanceRoom(tx, 'kitchen', 8, 1000))
      await store.transaction((tx) => countChange(tx, 'kitchen', 9, 2000))
      expect(await headsChangedSince(store, { accountId: 'alice', since: 2000 })).toEqual([
        { id: 'kitchen', last_seq: 9 },
      ])
      expect(await headsChangedSince(store, { accountId: 'eve', since: 0 })).toEqual([])
    })

    test('[OPS-4] what is not delivered is summed over all members, up to a bound', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      expect(await countUndelivered(store, 10)).toBe(0)
      await fill(store)
      expect(await countUndelivered(store, 10)).toBe(7 + 4)
      expect([4, 7]).toContain(await countUndelivered(store, 1))
    })
  })
}

/** One room of seven entries: alice has received none, bob three. */
async function fill(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    for (const id of ['alice', 'bob', 'eve']) {
      await insertAccount(tx, { id, username: id, email: null, passwordHash: null, createdAt: 0 })
    }
    await insertRoom(tx, {
      ...{ id: 'kitchen', room_type: 'group', name: 'Kitchen', description: '', direct_key: null },
      ...{ created_by: 'alice', created_at: 0, last_activity_at: 500, last_seq: 7 },
    })
    const member = { room_id: 'kitchen', role: 'member' as const, joined_at: 0, read_seq: 0 }
    await insertMember(tx, { ...member, account_id: 'alice', delivered_seq: 0 })
    await insertMember(tx, { ...member, account_id: 'bob', delivered_seq: 3 })
  })
}
