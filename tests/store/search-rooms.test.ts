import { describe, expect, test } from 'bun:test'
import { termsOf } from '#protocol/search/terms'
import { insertAccount } from '#server/store/accounts'
import { insertMember } from '#server/store/members'
import { insertMessageOnce } from '#server/store/messages'
import { insertRoom } from '#server/store/rooms'
import { findNewest } from '#server/store/search/find-newest'
import type { Store } from '#server/store/store'
import { engines } from '../harness/server'
import { newStore } from '../harness/store'

const rooms = 150
const minute = 60_000

for (const engine of engines) {
  describe(engine, () => {
    test('[MSG-10] what is found in many rooms comes newest first, in pages without a repeat or a hole', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      const { all, seldom } = await fill(store)

      expect(await allPages(store, 'word')).toEqual(all)
      expect(await allPages(store, 'seldom')).toEqual(seldom)
      expect(await allPages(store, 'never')).toEqual([])
    })
  })
}

/** The ids of all that is found, page after page. */
async function allPages(store: Store, query: string): Promise<number[]> {
  const sought = {
    terms: termsOf(query),
    memberId: 'alice',
    senderId: null,
    has: null,
    kept: { since: 0, now: 0 },
    from: null,
    until: null,
  }
  const found: number[] = []
  for (;;) {
    const before = found.at(-1) ?? Number.MAX_SAFE_INTEGER
    const page = await findNewest(store, { ...sought, before, limit: 40 })
    found.push(...page)
    if (page.length < 40) return found
  }
}

/** Two texts in each room: one in turn, one in the opposite turn. Every tenth room has a seldom one. */
async function fill(store: Store): Promise<{ all: number[]; seldom: number[] }> {
  const ids: number[] = []
  const seldom: number[] = []
  await store.transaction(async (tx) => {
    await insertAccount(tx, {
      id: 'alice',
      username: 'alice',
      email: null,
      passwordHash: null,
      createdAt: 1,
    })
    const turns = [
      ...Array.from({ length: rooms }, (_, n) => n),
      ...Array.from({ length: rooms }, (_, n) => rooms - 1 - n),
    ]
    for (const [turn, n] of turns.entries()) {
      const room_id = `room${String(n).padStart(6, '0')}`
      const created_at = (turn + 1) * minute
      if (turn < rooms) await addRoom(tx, room_id, (2 * rooms - n) * minute)
      const isSeldom = turn < rooms && n % 10 === 0
      const content = isSeldom ? 'a seldom word' : 'a word'
      const id = await insertMessageOnce(tx, {
        ...{ room_id, seq: turn < rooms ? 1 : 2, sender_id: 'alice', client_id: `c${turn}` },
        ...{ message_type: 'text', content, reply_to: null, subject_id: null, created_at },
        attachment_count: 0,
      })
      if (id === undefined) throw new Error('It was not saved.')
      await store.search.put(tx, { id, room_id, sender_id: 'alice', content, mentions: [], attachments: [] })
      ids.unshift(id)
      if (isSeldom) seldom.unshift(id)
    }
  })
  return { all: ids, seldom }
}

type Tx = Parameters<Parameters<Store['transaction']>[0]>[0]

async function addRoom(tx: Tx, id: string, last_activity_at: number): Promise<void> {
  const room = { id, room_type: 'group', name: id, description: '', direct_key: null } as const
  await insertRoom(tx, { ...room, created_by: 'alice', created_at: 1, last_activity_at, last_seq: 2 })
  const marks = { delivered_seq: 0, read_seq: 0 }
  await insertMember(tx, { room_id: id, account_id: 'alice', role: 'owner', joined_at: 1, ...marks })
}
