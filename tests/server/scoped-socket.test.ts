import { describe, expect, test } from 'bun:test'
import { messagePage } from '#protocol/messages'
import { browser } from '../harness/probe-browser'
import { anotherDevice, type Probe, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { openSocket, type ProbeSocket } from '../harness/probe-socket'
import { request } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const code = { unauthenticated: 4401, refused: 4403, ended: 4410 }

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    async function join(person: Probe, room: { id: string }): Promise<ProbeSocket> {
      const socket = await openSocket(server, { path: `/ws/chat/${room.id}?token=${person.token}` })
      await socket.next('welcome')
      await socket.next('synced')
      return socket
    }

    test('[API-3] a socket of one room says hello by itself, and hears that room alone', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const room = await groupRoom(alice, [bob])
      const other = await directRoom(alice, bob)
      await using socket = await join(bob, room)
      await using eveSocket = await eve.socket()

      await write(alice, other, 'elsewhere')
      await bob.post(`/chat/rooms/${other.id}/read`, { seq: 1 })
      await groupRoom(alice, [bob])
      await write(alice, room, 'here')

      expect(
        (await socket.fence()).map((frame) => (frame.type === 'message' ? frame.data.content : frame)),
      ).toEqual(['here'])
      expect(await eveSocket.fence()).toEqual([])
    })

    test('[API-3] a text is sent with nothing but its content, as a message', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      await using socket = await join(alice, room)
      await using bobSocket = await join(bob, room)

      socket.say({ type: 'message', data: { content: 'hi' } })
      socket.say({ type: 'message', data: { content: 'hi' }, ref: 2 })

      expect((await socket.next('ack')).data).toMatchObject({ room_id: room.id, seq: 1, is_duplicate: false })
      expect(await socket.next('ack')).toMatchObject({ ref: 2, data: { seq: 2 } })
      expect((await bobSocket.next('message')).data).toMatchObject({ content: 'hi', sender_id: alice.id })
      expect((await socket.next('message')).data.content).toBe('hi')
    })

    test('[API-3] frames need not name the room, and may name no other', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      const other = await groupRoom(alice, [bob])
      await using socket = await join(alice, room)

      socket.say({ type: 'send', data: { client_id: 'c', content: 'hi' } })
      socket.say({ type: 'sync', data: { after: 0 } })
      socket.say({ type: 'read', data: { seq: 1 } })
      socket.say({ type: 'sync', data: { after: 0, room_id: room.id } })
      expect((await socket.next('ack')).data.room_id).toBe(room.id)
      expect((await socket.next('sync')).data.messages).toHaveLength(1)
      expect((await socket.next('read')).data.read_seq).toBe(1)
      expect((await socket.next('sync')).data.head).toBe(1)

      for (const frame of [
        { type: 'send', data: { room_id: other.id, client_id: 'd', content: 'hi' } },
        { type: 'message', data: { room_id: other.id, content: 'hi' } },
        { type: 'sync', data: { room_id: other.id, after: 0 } },
        { type: 'read', data: { room_id: other.id, seq: 1 } },
      ]) {
        socket.say(frame)
        expect((await socket.next('error')).data.code).toBe('not_a_member')
      }
      expect((await alice.get(`/chat/rooms/${other.id}/messages`)).read(messagePage).head).toBe(1)
    })

    test.each([[null], [[]], [[1]], ['hi'], [7], [{}], [{ content: '' }], [{ content: 'hi', extra: 1 }]])(
      '[API-3] a message whose data is %j is an error',
      async (data) => {
        const [alice, bob] = await people(server, 'alice', 'bob')
        const room = await directRoom(alice, bob)
        await using socket = await join(alice, room)
        socket.say({ type: 'message', data })
        expect((await socket.next('error')).data.code).toBe('invalid')
        expect((await alice.get(`/chat/rooms/${room.id}/messages`)).read(messagePage).head).toBe(0)
      },
    )

    test('[ROOM-2] who is not in the room is closed, whether there is such a room or not', async () => {
      const [alice, eve] = await people(server, 'alice', 'eve')
      const { id } = await groupRoom(alice)
      const heard = []
      for (const roomId of [id, 'aaaaaaaaaaaaaaaa']) {
        await using socket = await openSocket(server, { path: `/ws/chat/${roomId}?token=${eve.token}` })
        heard.push(await socket.closed, socket.untaken())
      }
      expect(heard).toEqual([
        { code: code.refused, reason: expect.any(String) },
        [],
        { code: code.refused, reason: expect.any(String) },
        [],
      ])
    })

    test.each(['', '?token=', '?token=nonsense', '?Token=x'])(
      '[ACC-4] without a good token (%s) it is closed',
      async (query) => {
        const [alice, bob] = await people(server, 'alice', 'bob')
        const { id } = await directRoom(alice, bob)
        await using socket = await openSocket(server, { path: `/ws/chat/${id}${query}` })
        expect((await socket.closed).code).toBe(code.unauthenticated)
      },
    )

    test('[API-3] a header or the cookie of our own page open it as well', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const { id } = await directRoom(alice, bob)
      const { jar, origin } = await browser(server, bob)
      for (const headers of [alice.headers, { Cookie: jar.header(), Origin: origin }]) {
        await using socket = await openSocket(server, { path: `/ws/chat/${id}`, headers })
        await socket.next('synced')
      }
    })

    test('[ACC-5] it is closed with its session', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      const phone = await anotherDevice(server, alice)
      await using socket = await join(phone, room)
      await using other = await join(alice, room)
      await alice.delete(`/auth/sessions/${phone.sessionId}`)
      expect((await socket.closed).code).toBe(code.ended)
      expect(await other.fence()).toEqual([])
    })

    test('[API-3] an address that names no room is no socket', async () => {
      for (const path of ['/ws/chat/', '/ws/chat/A', '/ws/chat/a/b', '/ws/', '/wss']) {
        const answer = await fetch(`${server.url}${path}`)
        expect([path, answer.status]).toEqual([path, 404])
      }
      expect((await request(server, 'GET', '/ws')).status).toBe(404)
    })
  })
}
