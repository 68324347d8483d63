import { describe, expect, test } from 'bun:test'
import { limits } from '#protocol/limits'
import { type MemberReceipt, receiptList } from '#protocol/receipts'
import { type Probe, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import type { ProbeSocket } from '../harness/probe-socket'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })
    const discreet = serverForAll({ engine, settings: { 'receipts.read': false } })

    /** A room in which alice wrote three texts. */
    async function writtenRoom(on = server) {
      const [alice, bob, eve] = await people(on, 'alice', 'bob', 'eve')
      const { id } = await directRoom(alice, bob)
      for (let n = 1; n <= 3; n++) await write(alice, { id }, `${n}`)
      return { alice, bob, eve, id }
    }

    async function receive(socket: ProbeSocket, marks: Record<string, number>) {
      socket.say({ type: 'received', data: { marks } })
      return (await socket.next('received')).data.marks
    }

    test('[MSG-5] [D17] what a device confirms is told to the room, and to nobody else', async () => {
      const { alice, bob, eve, id } = await writtenRoom()
      await using aliceSocket = await alice.socket()
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()

      expect(await receive(bobSocket, { [id]: 2 })).toEqual({ [id]: 2 })

      const data = { room_id: id, user_id: bob.id, delivered_seq: 2, read_seq: 0 }
      expect(await aliceSocket.fence()).toEqual([{ type: 'receipt', data }])
      expect(await eveSocket.fence()).toEqual([])
      expect(await marksIn(alice, id)).toEqual({ [alice.id]: [0, 0], [bob.id]: [2, 0] })
    })

    test('[MSG-5] [D16] [G08] marks of receipt only move forward, and never past the newest entry', async () => {
      const { alice, bob, id } = await writtenRoom()
      await using bobSocket = await bob.socket()
      await using aliceSocket = await alice.socket()

      expect(await receive(bobSocket, { [id]: Number.MAX_SAFE_INTEGER })).toEqual({ [id]: 3 })
      expect(await receive(bobSocket, { [id]: 1 })).toEqual({ [id]: 3 })

      const heard = (await aliceSocket.fence()).map(({ data }) => data)
      expect(heard).toEqual([{ room_id: id, user_id: bob.id, delivered_seq: 3, read_seq: 0 }])
      await write(alice, { id }, 'four')
      expect((await marksIn(alice, id))[bob.id]).toEqual([3, 0])
    })

    test('[MSG-5] [D16] confirmations that cross each other end at the furthest', async () => {
      const { alice, bob, id } = await writtenRoom()
      await using one = await bob.socket()
      await using other = await bob.socket()
      const marks = [2, 1, 3, 0, 2].map((seq, n) => receive(n % 2 === 0 ? one : other, { [id]: seq }))
      await Promise.all([...marks, bob.post(`/chat/rooms/${id}/read`, { seq: 2 })])
      expect((await marksIn(alice, id))[bob.id]).toEqual([3, 2])
    })

    test('[MSG-5] [D16] what was read counts as received', async () => {
      const { alice, bob, id } = await writtenRoom()
      await bob.post(`/chat/rooms/${id}/read`, { seq: 2 })
      expect((await marksIn(alice, id))[bob.id]).toEqual([2, 2])
    })

    test('[MSG-5] [G08] one frame confirms several rooms, and passes over those one is not in', async () => {
      const { alice, bob, eve, id } = await writtenRoom()
      const group = await groupRoom(alice, [bob])
      const foreign = await groupRoom(eve, [alice])
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()

      const marks = await receive(bobSocket, { [id]: 1, [group.id]: 1, [foreign.id]: 1, none: 1 })

      expect(marks).toEqual({ [id]: 1, [group.id]: 1 })
      expect(await receive(bobSocket, {})).toEqual({})
      expect(await eveSocket.fence()).toEqual([])
      expect((await marksIn(alice, group.id))[bob.id]).toEqual([1, 0])
      expect(Object.keys(await marksIn(alice, foreign.id))).not.toContain(bob.id)
    })

    test('[MSG-5] [D17] who is not in the room, or no more, cannot ask and hears nothing', async () => {
      const { alice, bob, eve, id } = await writtenRoom()
      refusal(await eve.get(`/chat/rooms/${id}/receipts`), 'not_a_member')
      const group = await groupRoom(alice, [bob, eve])
      await using eveSocket = await eve.socket()
      await using bobSocket = await bob.socket()
      await alice.delete(`/chat/rooms/${group.id}/members/${eve.id}`)
      await eveSocket.fence()

      expect(await receive(eveSocket, { [group.id]: 2 })).toEqual({})
      await receive(bobSocket, { [group.id]: 2 })
      await bob.post(`/chat/rooms/${group.id}/read`, { seq: 2 })

      expect(await eveSocket.fence()).toEqual([])
      refusal(await eve.get(`/chat/rooms/${group.id}/receipts`), 'not_a_member')
      expect(Object.keys(await marksIn(alice, group.id)).toSorted()).toEqual([alice.id, bob.id].toSorted())
    })

    test('[MSG-5] who is added later has received what was there before', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const group = await groupRoom(alice)
      await write(alice, group, 'early')
      await alice.post(`/chat/rooms/${group.id}/members`, { user_id: bob.id })
      expect((await marksIn(alice, group.id))[bob.id]).toEqual([2, 2])
    })

    test('[MSG-5] a socket of one room confirms that room only', async () => {
      const { alice, bob, id } = await writtenRoom()
      const other = await groupRoom(alice, [bob])
      await using socket = await bob.socket(`/ws/chat/${id}`)

      expect(await receive(socket, { [id]: 3 })).toEqual({ [id]: 3 })
      socket.say({ type: 'received', data: { marks: { [other.id]: 1 } } })

      expect((await socket.next('error')).data.code).toBe('not_a_member')
      expect((await marksIn(alice, other.id))[bob.id]).toEqual([0, 0])
    })

    test('[MSG-5] [D18] where read marks are not shown, nobody learns who has read what, nor when', async () => {
      const { alice, bob, id } = await writtenRoom(discreet)
      await using aliceSocket = await alice.socket()
      await using bobSocket = await bob.socket()

      await receive(bobSocket, { [id]: 3 })
      await bob.post(`/chat/rooms/${id}/read`, { seq: 3 })

      const data = { room_id: id, user_id: bob.id, delivered_seq: 3, read_seq: null }
      expect(await aliceSocket.fence()).toEqual([{ type: 'receipt', data }])
      expect((await marksIn(alice, id))[bob.id]).toEqual([3, null])
    })

    test('[MSG-5] [D17] in a room of more than 50 nobody is told, and who asks gets an answer', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const names = Array.from({ length: limits.receiptMembers - 1 }, () => 'guest')
      const group = await groupRoom(alice, [bob, ...(await people(server, ...names))])
      await using aliceSocket = await alice.socket()
      await using bobSocket = await bob.socket()

      expect(await receive(bobSocket, { [group.id]: 1 })).toEqual({ [group.id]: 1 })

      expect(await aliceSocket.fence()).toEqual([])
      expect((await marksIn(alice, group.id))[bob.id]).toEqual([1, 0])
    })
  })
}

async function marksIn(asker: Probe, id: string): Promise<Record<string, unknown>> {
  const { receipts } = (await asker.get(`/chat/rooms/${id}/receipts`)).read(receiptList)
  const reach = ({ delivered_seq, read_seq }: MemberReceipt) => [delivered_seq, read_seq]
  return Object.fromEntries(receipts.map((receipt) => [receipt.id, reach(receipt)]))
}
