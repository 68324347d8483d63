import { describe, expect, test } from 'bun:test'
import { insertAccount } from '#server/store/accounts'
import { insertMember } from '#server/store/members'
import { insertMentions } from '#server/store/mentions'
import { insertMessageOnce } from '#server/store/messages'
import { insertRoom } from '#server/store/rooms'
import { indexLabelled } from '#server/store/search/index-all'
import type { Store } from '#server/store/store'
import { engines } from '../harness/server'
import { newStore } from '../harness/store'

const contents = ['plain', 'with `code`', '@all come here', 'mail@example.org']

for (const engine of engines) {
  describe(engine, () => {
    test('[MSG-10] [OPS-6] what was written before texts were found by code and mentions is found so as well', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      const ids = await fill(store)
      expect(await found(store, 'code')).toEqual([])

      await store.transaction((tx) => indexLabelled(tx.db, store.search))

      expect(await found(store, 'code')).toEqual(ids.slice(1, 2))
      expect(await found(store, 'mention')).toEqual(ids.slice(2, 3))
    })
  })
}

async function found(store: Store, has: 'code' | 'mention') {
  const wanted = { terms: [], roomIds: ['room'], memberId: 'alice', senderId: null, has }
  const texts = await store.search.find(store.db, {
    ...wanted,
    before: 1_000,
    kept: { since: 0, now: 0 },
    from: null,
    until: null,
    limit: 10,
  })
  return texts.map(({ id }) => id)
}

/** One room in which alice has written, with nothing of it in the index. */
async function fill(store: Store): Promise<number[]> {
  const times = { created_at: 1, last_activity_at: 1 }
  return store.transaction(async (tx) => {
    await insertAccount(tx, {
      ...{ id: 'alice', username: 'alice', email: null, passwordHash: null, createdAt: 1 },
    })
    const room = { id: 'room', room_type: 'group', name: 'Room', description: '', direct_key: null } as const
    await insertRoom(tx, { ...room, ...times, created_by: 'alice', last_seq: 0 })
    const marks = { delivered_seq: 0, read_seq: 0 }
    await insertMember(tx, {
      room_id: 'room',
      account_id: 'alice',
      role: 'owner',
      joined_at: 1,
      ...marks,
    })
    const ids: number[] = []
    for (const [n, content] of contents.entries()) {
      const id = await insertMessageOnce(tx, {
        ...{ room_id: 'room', seq: n + 1, sender_id: 'alice', client_id: `c${n}`, message_type: 'text' },
        ...{ content, reply_to: null, subject_id: null, created_at: 1 },
        attachment_count: 0,
      })
      const mentions = content.startsWith('@all') ? [{ user_id: null, name: 'all' }] : []
      await insertMentions(tx, { id: `${id}`, room_id: 'room', seq: n + 1, mentions })
      if (id !== undefined) ids.push(id)
    }
    return ids
  })
}
