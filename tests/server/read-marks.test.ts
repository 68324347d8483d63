import { describe, expect, test } from 'bun:test'
import { type ReadState, type Room, readState, room, roomList } from '#protocol/rooms'
import { anotherDevice, type Probe, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    /** A room in which alice wrote five texts. */
    async function writtenRoom() {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const { id } = await directRoom(alice, bob)
      for (let n = 1; n <= 5; n++) await write(alice, { id }, `${n}`)
      return { alice, bob, eve, id }
    }

    async function read(person: Probe, id: string, seq: number): Promise<ReadState> {
      return (await person.post(`/chat/rooms/${id}/read`, { seq })).read(readState.strict())
    }

    async function view(person: Probe, id: string): Promise<Room> {
      return (await person.get(`/chat/rooms/${id}`)).read(room)
    }

    test('[PRE-3] reading clears what was read, and only that', async () => {
      const { bob, id } = await writtenRoom()
      expect((await view(bob, id)).unread_count).toBe(5)

      expect(await read(bob, id, 3)).toMatchObject({ room_id: id, read_seq: 3, unread_count: 2 })

      expect(await view(bob, id)).toMatchObject({ read_seq: 3, unread_count: 2 })
      const { rooms } = (await bob.get('/chat/rooms')).read(roomList)
      expect(rooms.map(({ unread_count }) => unread_count)).toEqual([2])
    })

    test('[MSG-5] [G08] a mark never goes back', async () => {
      const { bob, id } = await writtenRoom()
      await read(bob, id, 4)
      for (const seq of [3, 0, 4])
        expect(await read(bob, id, seq)).toMatchObject({ read_seq: 4, unread_count: 1 })
    })

    test('[MSG-5] [G08] a mark never goes beyond the newest entry, so what comes next is unread', async () => {
      const { alice, bob, id } = await writtenRoom()
      expect(await read(bob, id, Number.MAX_SAFE_INTEGER)).toMatchObject({ read_seq: 5, unread_count: 0 })
      await write(alice, { id }, 'six')
      expect(await view(bob, id)).toMatchObject({ read_seq: 5, unread_count: 1 })
    })

    test('[MSG-5] marks set all at once end at the furthest', async () => {
      const { bob, id } = await writtenRoom()
      await Promise.all([2, 5, 1, 4, 3, 0].map((seq) => read(bob, id, seq)))
      expect(await view(bob, id)).toMatchObject({ read_seq: 5, unread_count: 0 })
    })

    test('[PRE-3] what one writes is not unread for oneself, nor is what happened to the room', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const { id } = await groupRoom(alice, [bob])
      await write(bob, { id }, 'mine')
      await write(alice, { id }, 'yours')
      await alice.patch(`/chat/rooms/${id}`, { name: 'Cellar' })
      expect(await view(bob, id)).toMatchObject({ read_seq: 0, unread_count: 1, last_seq: 4 })
      expect((await view(alice, id)).unread_count).toBe(1)
    })

    test('[PRE-3] every device of the reader hears of it once, and the room only how far they are', async () => {
      const { alice, bob, eve, id } = await writtenRoom()
      const phone = await anotherDevice(server, bob)
      const [laptopSocket, phoneSocket, aliceSocket, eveSocket] = [
        await bob.socket(),
        await phone.socket(),
        await alice.socket(),
        await eve.socket(),
      ]

      await read(bob, id, 5)
      await read(bob, id, 2)

      const data = {
        ...{ room_id: id, last_seq: 5, read_seq: 5, unread_after: 5 },
        ...{ unread_count: 0, mention_count: 0, read_changes: 1 },
      }
      const heard = { type: 'read' as const, data }
      const mark = { room_id: id, user_id: bob.id, delivered_seq: 5, read_seq: 5 }
      const receipt = { type: 'receipt' as const, data: mark }
      expect(await laptopSocket.fence()).toEqual([heard, receipt])
      expect(await phoneSocket.fence()).toEqual([heard, receipt])
      expect(await aliceSocket.fence()).toEqual([receipt])
      expect(await eveSocket.fence()).toEqual([])
      for (const socket of [laptopSocket, phoneSocket, aliceSocket, eveSocket])
        await socket[Symbol.asyncDispose]()
    })

    test('[PRE-3] reading over the socket is the same reading', async () => {
      const { bob, id } = await writtenRoom()
      await using socket = await bob.socket()

      socket.say({ type: 'read', data: { room_id: id, seq: 9 }, ref: 'r' })

      const frames = [await socket.next('read'), await socket.next('read')]
      expect(frames[0]?.data).toEqual(frames[1]?.data)
      expect(frames[0]?.data).toMatchObject({ room_id: id, read_seq: 5, unread_count: 0 })
      expect(frames.filter(({ ref }) => ref === 'r')).toHaveLength(1)
      expect((await view(bob, id)).read_seq).toBe(5)
    })

    test('[PRE-3] [G08] nobody reads a room they are not in', async () => {
      const { eve, id } = await writtenRoom()
      refusal(await eve.post(`/chat/rooms/${id}/read`, { seq: 1 }), 'not_a_member')
      await using socket = await eve.socket()
      socket.say({ type: 'read', data: { room_id: id, seq: 1 } })
      expect((await socket.next('error')).data.code).toBe('not_a_member')
    })
  })
}
