import { describe, expect, test } from 'bun:test'
import { receiptList } from '#protocol/receipts'
import { type ReadState, type Room, readState, room } from '#protocol/rooms'
import { anotherDevice, type Probe, people } from '../harness/probe-people'
import { directRoom, write } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    /** A room in which alice wrote five texts, all read by bob. */
    async function readRoom() {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const { id } = await directRoom(alice, bob)
      for (let n = 1; n <= 5; n++) await write(alice, { id }, `${n} for @${bob.username}`)
      await say(bob, id, 'read', 5)
      return { alice, bob, eve, id }
    }

    async function say(
      person: Probe,
      id: string,
      verb: 'read' | 'mark-unread',
      seq: number,
    ): Promise<ReadState> {
      return (await person.post(`/chat/rooms/${id}/${verb}`, { seq })).read(readState.strict())
    }

    async function view(person: Probe, id: string): Promise<Room> {
      return (await person.get(`/chat/rooms/${id}`)).read(room)
    }

    test('[PRE-3] [D26] what is marked as unread counts again, though it was read', async () => {
      const { bob, id } = await readRoom()

      const state = await say(bob, id, 'mark-unread', 3)

      expect(state).toMatchObject({ read_seq: 5, unread_after: 2, unread_count: 3, mention_count: 3 })
      expect(await view(bob, id)).toMatchObject({
        read_seq: 5,
        unread_after: 2,
        unread_count: 3,
        mention_count: 3,
      })
    })

    test('[PRE-3] [D26] every device of the reader hears of it, and nobody else', async () => {
      const { alice, bob, eve, id } = await readRoom()
      await using laptop = await bob.socket()
      await using phone = await (await anotherDevice(server, bob)).socket()
      await using aliceSocket = await alice.socket()
      await using eveSocket = await eve.socket()

      const data = await say(bob, id, 'mark-unread', 4)

      const heard = [{ type: 'read' as const, data }]
      expect(await laptop.fence()).toEqual(heard)
      expect(await phone.fence()).toEqual(heard)
      expect(await aliceSocket.fence()).toEqual([])
      expect(await eveSocket.fence()).toEqual([])
      const { receipts } = (await alice.get(`/chat/rooms/${id}/receipts`)).read(receiptList)
      expect(receipts.find((one) => one.id === bob.id)?.read_seq).toBe(5)
    })

    test('[PRE-3] [D26] reading ends it, as far as it goes, and others are told nothing they knew', async () => {
      const { alice, bob, id } = await readRoom()
      await say(bob, id, 'mark-unread', 2)
      await using aliceSocket = await alice.socket()

      expect(await say(bob, id, 'read', 3)).toMatchObject({ read_seq: 5, unread_after: 3, unread_count: 2 })
      expect(await say(bob, id, 'read', 5)).toMatchObject({ read_seq: 5, unread_after: 5, unread_count: 0 })
      expect(await aliceSocket.fence()).toEqual([])
    })

    test('[PRE-3] [D26] what comes after it is unread too', async () => {
      const { alice, bob, id } = await readRoom()
      await say(bob, id, 'mark-unread', 5)
      await write(alice, { id }, 'six')
      expect(await view(bob, id)).toMatchObject({ unread_count: 2, mention_count: 1 })
    })

    test('[PRE-3] [D26] what was never read stays unread, wherever one says it begins', async () => {
      const { alice, bob, id } = await readRoom()
      await write(alice, { id }, 'six')
      await write(alice, { id }, 'seven')
      const state = await say(bob, id, 'mark-unread', 7)
      expect(state).toMatchObject({ read_seq: 5, unread_after: 5, unread_count: 2 })
    })

    test('[PRE-3] [D26] only members mark, and only with a number of the log', async () => {
      const { bob, eve, id } = await readRoom()
      refusal(await eve.post(`/chat/rooms/${id}/mark-unread`, { seq: 1 }), 'not_a_member')
      refusal(await bob.post('/chat/rooms/none/mark-unread', { seq: 1 }), 'not_a_member')
      for (const seq of [0, -1, 1.5, '1', null])
        refusal(await bob.post(`/chat/rooms/${id}/mark-unread`, { seq }), 'invalid')
      expect(await view(bob, id)).toMatchObject({ unread_after: 5, read_changes: 1 })
    })
  })
}
