import { describe, expect, test } from 'bun:test'
import { insertAll } from '#server/store/bulk'
import { lastSeenIn, roomIdsOfMoreThan, setLastSeen } from '#server/store/presence'
import { engines } from '../harness/server'
import { newStore } from '../harness/store'

for (const engine of engines) {
  describe(engine, () => {
    test('[PRE-1] rooms that are too large are known, and the time somebody was seen only moves forward', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      const accountIds = Array.from({ length: 4 }, (_, n) => `a${n}`)
      const rooms = { small: 2, exact: 3, large: 4 }
      await store.transaction(async (tx) => {
        await insertAll(tx, 'accounts', accountIds.map(account))
        await insertAll(tx, 'rooms', Object.keys(rooms).map(room))
        const members = Object.entries(rooms).flatMap(([id, count]) =>
          accountIds.slice(0, count).map(memberOf(id)),
        )
        await insertAll(tx, 'members', members)
      })

      expect(await roomIdsOfMoreThan(store, 'a0', 3)).toEqual(['large'])
      await store.transaction((tx) => setLastSeen(tx, ['a0', 'a1'], 2000))
      await store.transaction((tx) => setLastSeen(tx, ['a1'], 1000))
      const seen = await lastSeenIn(store, ['small', 'exact'])

      expect(seen.map((row) => [row.room_id, row.account_id, row.last_seen_at]).toSorted()).toEqual([
        ['exact', 'a0', 2000],
        ['exact', 'a1', 2000],
        ['exact', 'a2', null],
        ['small', 'a0', 2000],
        ['small', 'a1', 2000],
      ])
      expect(await lastSeenIn(store, [])).toEqual([])
    })
  })
}

function account(id: string) {
  const names = { username: id, username_key: id, email: null, email_key: null }
  return { id, ...names, password_hash: null, created_at: 0, disabled_at: null }
}

function room(id: string) {
  const texts = { name: id, description: '', direct_key: null }
  const times = { created_at: 0, last_activity_at: 0 }
  return { id, room_type: 'group' as const, ...texts, created_by: 'a0', ...times, last_seq: 0 }
}

function memberOf(room_id: string) {
  return (account_id: string) => ({ room_id, account_id, role: 'member' as const, joined_at: 0, read_seq: 0 })
}
