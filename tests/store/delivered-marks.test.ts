import { describe, expect, test } from 'bun:test'
import { insertAccount } from '#server/store/accounts'
import { listMarks } from '#server/store/marks'
import { insertMember } from '#server/store/members'
import { deliveredMarks } from '#server/store/migrations/003-delivered-marks'
import { insertRoom } from '#server/store/rooms'
import { engines } from '../harness/server'
import { newStore } from '../harness/store'

const alice = { id: 'a', username: 'alice', email: null, passwordHash: null, createdAt: 0 }
const room = {
  id: 'r',
  room_type: 'group' as const,
  name: 'Kitchen',
  description: '',
  direct_key: null,
  created_by: 'a',
  created_at: 0,
  last_activity_at: 0,
  last_seq: 7,
}
const member = {
  room_id: 'r',
  account_id: 'a',
  role: 'owner' as const,
  joined_at: 0,
  delivered_seq: 0,
  read_seq: 4,
}

for (const engine of engines) {
  describe(engine, () => {
    test('[OPS-6] [D16] what was read before there were marks of receipt counts as received', async () => {
      await using opened = await newStore(engine)

      await opened.store.transaction(async (tx) => {
        await insertAccount(tx, alice)
        await insertRoom(tx, room)
        await insertMember(tx, member)
        await tx.db.schema.alterTable('members').dropColumn('delivered_seq').execute()
        await deliveredMarks.up(tx.db)
      })

      const marks = {
        id: 'a',
        username: 'alice',
        display_name: null,
        color: null,
        delivered_seq: 4,
        read_seq: 4,
        shows_read: 1,
      }
      expect(await listMarks(opened.store, 'r')).toEqual([marks])
    })
  })
}
