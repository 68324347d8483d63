import { describe, expect, test } from 'bun:test'
import { limits } from '#protocol/limits'
import type { Message } from '#protocol/messages'
import { type MessageReceipt, messageReceiptList } from '#protocol/receipts'
import { type Probe, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })
    const discreet = serverForAll({ engine, settings: { 'receipts.read': false } })

    async function writtenRoom(on = server) {
      const [alice, bob, eve] = await people(on, 'alice', 'bob', 'eve')
      const room = await directRoom(alice, bob)
      const [one, two, three] = [
        await write(alice, room, 'one'),
        await write(alice, room, 'two'),
        await write(alice, room, 'three'),
      ]
      return { alice, bob, eve, id: room.id, one, two, three }
    }

    async function of(asker: Probe, message: Message, person: Probe): Promise<MessageReceipt | undefined> {
      const answer = await asker.get(`/chat/rooms/${message.room_id}/messages/${message.id}/receipts`)
      return answer.read(messageReceiptList).receipts.find(({ id }) => id === person.id)
    }

    async function receive(person: Probe, id: string, seq: number): Promise<void> {
      await using socket = await person.socket()
      socket.say({ type: 'received', data: { marks: { [id]: seq } } })
      await socket.next('received')
    }

    /** Times of the server and of this test are of one clock. */
    function expectBetween(time: string | null | undefined, from: number, to: number) {
      expect(Date.parse(time ?? '')).toBeGreaterThanOrEqual(from)
      expect(Date.parse(time ?? '')).toBeLessThanOrEqual(to)
    }

    test('[MSG-5] [D24] who has a message is told with the moments it was delivered and read', async () => {
      const { alice, bob, id, one, two, three } = await writtenRoom()
      const times = [Date.now()]
      await receive(bob, id, 2)
      times.push(Date.now())
      await Bun.sleep(5)
      const readFrom = Date.now()
      await bob.post(`/chat/rooms/${id}/read`, { seq: 1 })
      times.push(Date.now())

      const [from = 0, to = 0, readTo = 0] = times
      const first = await of(alice, one, bob)
      expectBetween(first?.delivered_at, from, to)
      expectBetween(first?.read_at, readFrom, readTo)
      const second = await of(alice, two, bob)
      expect(second).toMatchObject({ delivered_seq: 2, read_seq: 1, read_at: null })
      expect(second?.delivered_at).toBe(first?.delivered_at ?? '')
      expect(await of(alice, three, bob)).toMatchObject({ delivered_at: null, read_at: null })
    })

    test('[MSG-5] [D24] the first time counts: later movements change no moment of before', async () => {
      const { alice, bob, id, one } = await writtenRoom()
      await receive(bob, id, 1)
      await bob.post(`/chat/rooms/${id}/read`, { seq: 1 })
      const before = await of(alice, one, bob)
      await bob.post(`/chat/rooms/${id}/read`, { seq: 3 })
      await bob.post(`/chat/rooms/${id}/mark-unread`, { seq: 1 })
      await bob.post(`/chat/rooms/${id}/read`, { seq: 3 })

      const after = await of(alice, one, bob)
      expect([after?.delivered_at, after?.read_at]).toEqual([before?.delivered_at, before?.read_at])
    })

    test('[MSG-5] [D10] [D24] who is not in the room cannot ask, and a message that is not there is not found', async () => {
      const { alice, bob, eve, id, one } = await writtenRoom()
      const other = await directRoom(alice, eve)
      refusal(await eve.get(`/chat/rooms/${id}/messages/${one.id}/receipts`), 'not_a_member')
      refusal(await eve.get(`/chat/rooms/none/messages/${one.id}/receipts`), 'not_a_member')
      refusal(await eve.get(`/chat/rooms/${other.id}/messages/${one.id}/receipts`), 'not_found')
      refusal(await bob.get(`/chat/rooms/${id}/messages/999999/receipts`), 'not_found')
      refusal(await bob.get(`/chat/rooms/${id}/messages/x/receipts`), 'not_found')
    })

    test('[MSG-5] [D18] [D24] where read marks are not shown, no moment of reading is told or kept', async () => {
      const { alice, bob, id, one } = await writtenRoom(discreet)
      await receive(bob, id, 3)
      await bob.post(`/chat/rooms/${id}/read`, { seq: 3 })
      expect(await of(alice, one, bob)).toMatchObject({
        read_seq: null,
        read_at: null,
        delivered_at: expect.any(String),
      })
      const kinds = await discreet.app.store.db.selectFrom('mark_steps').select('kind').distinct().execute()
      expect(kinds).toEqual([{ kind: 'delivered' }])
    })

    test('[MSG-5] [D24] in a room of more than 50 marks are told without moments', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const names = Array.from({ length: limits.receiptMembers - 1 }, () => 'guest')
      const group = await groupRoom(alice, [bob, ...(await people(server, ...names))])
      const message = await write(alice, group, 'Hello')
      await bob.post(`/chat/rooms/${group.id}/read`, { seq: message.seq })
      expect(await of(alice, message, bob)).toMatchObject({
        read_seq: message.seq,
        read_at: null,
        delivered_at: null,
      })
    })

    test('[MSG-5] [D24] who left and came back shows no moments of before', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const group = await groupRoom(alice, [bob])
      const message = await write(alice, group, 'Hello')
      await bob.post(`/chat/rooms/${group.id}/read`, { seq: message.seq })
      expect((await of(alice, message, bob))?.read_at).not.toBeNull()
      await bob.delete(`/chat/rooms/${group.id}/members/${bob.id}`)
      await alice.post(`/chat/rooms/${group.id}/members`, { user_id: bob.id })
      expect(await of(alice, message, bob)).toMatchObject({ delivered_at: null, read_at: null })
    })
  })
}
