import { afterEach, beforeEach, expect, jest, test } from 'bun:test'
import { insertAccount } from '#server/store/accounts'
import { insertMember } from '#server/store/members'
import { createRecentChanges } from '#server/store/recent-changes'
import { advanceRoom, countChange, insertRoom } from '#server/store/rooms'
import type { Transaction } from '#server/store/store'
import { newStore } from '../harness/store'

beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

test('[D21] what was noted is known for a minute at least, and what is too long ago counts as changed', () => {
  const changes = createRecentChanges()
  const begin = performance.now()
  changes.note('kitchen')
  jest.advanceTimersByTime(59_000)
  expect(changes.mayHaveChanged(['kitchen'], begin)).toBe(true)
  expect(changes.mayHaveChanged(['hall'], begin)).toBe(false)
  expect(changes.mayHaveChanged(['hall', 'kitchen'], performance.now())).toBe(false)

  for (let minutes = 0; minutes < 3; minutes++) {
    jest.advanceTimersByTime(61_000)
    changes.note('hall')
  }
  expect(changes.mayHaveChanged(['kitchen'], begin)).toBe(true)
  expect(changes.mayHaveChanged(['cellar'], begin)).toBe(true)
  expect(changes.mayHaveChanged(['kitchen', 'cellar'], performance.now() - 60_000)).toBe(false)
  expect(changes.mayHaveChanged(['hall'], performance.now())).toBe(true)
})

test('[D1] [D21] births, changes and joining are noted once they are committed, and not when they are not', async () => {
  jest.useRealTimers()
  await using opened = await newStore('sqlite')
  const { store } = opened
  const changed = async (work: (tx: Transaction) => Promise<unknown>) => {
    const before = performance.now()
    const isNoted = (id: string) => store.recentChanges?.mayHaveChanged([id], before)
    await store
      .transaction(async (tx) => {
        await work(tx)
        expect(['alice', 'kitchen'].filter(isNoted)).toEqual([])
      })
      .catch((error: unknown) => expect(error).toEqual(new Error('taken back')))
    return ['alice', 'kitchen'].filter(isNoted)
  }
  const member = { room_id: 'kitchen', account_id: 'alice', role: 'member' as const }
  const marks = { joined_at: 0, read_seq: 0, delivered_seq: 0 }

  await store.transaction(async (tx) => {
    await insertAccount(tx, { id: 'alice', username: 'alice', email: null, passwordHash: null, createdAt: 0 })
    await insertRoom(tx, {
      ...{ id: 'kitchen', room_type: 'group', name: 'Kitchen', description: '', direct_key: null },
      ...{ created_by: 'alice', created_at: 0, last_activity_at: 0, last_seq: 0 },
    })
  })
  expect(await changed((tx) => insertMember(tx, { ...member, ...marks }))).toEqual(['alice'])
  expect(await changed((tx) => advanceRoom(tx, 'kitchen', 1, 1000))).toEqual(['kitchen'])
  expect(await changed((tx) => countChange(tx, 'kitchen', 2, 2000))).toEqual(['kitchen'])
  const takenBack = async (tx: Transaction) => {
    await advanceRoom(tx, 'kitchen', 3, 3000)
    throw new Error('taken back')
  }
  expect(await changed(takenBack)).toEqual([])
})

test('[D21] where other processes may write too, nothing is claimed to be known', async () => {
  jest.useRealTimers()
  await using opened = await newStore('postgres')
  expect(opened.store.recentChanges).toBeNull()
})
