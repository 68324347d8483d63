import { describe, expect, test } from 'bun:test'
import type { FrameOf } from '#protocol/frames'
import { ask, befriend, contactSettings, type Reachable, reachable } from '../harness/contacts'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import type { ProbeSocket } from '../harness/probe-socket'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const settings = { ...contactSettings, 'rooms.group': true }

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine, settings })

    const told = async (socket: ProbeSocket) => (await socket.next('presence')).data
    const unknown = ({ id }: Reachable) => ({ user_id: id, is_online: false, last_seen_at: null })
    const online = ({ id }: Reachable) => ({ user_id: id, is_online: true, last_seen_at: null })

    test('[ACC-13][P7] contacts are told who comes and goes without any room, others in the same group are not', async () => {
      const [alice, bob, eve] = await reachable(server, 'alice', 'bob', 'eve')
      await befriend(server, alice, bob)
      await befriend(server, alice, eve)
      await groupRoom(alice, [bob, eve])
      await using aliceSocket = await alice.socket()
      await using eveSocket = await eve.socket()
      expect(await told(aliceSocket)).toEqual(online(eve))

      const bobSocket = await bob.socket()
      expect(await told(aliceSocket)).toEqual(online(bob))
      await bobSocket[Symbol.asyncDispose]()
      expect(await told(aliceSocket)).toMatchObject({ user_id: bob.id, is_online: false })
      expect(await eveSocket.presences()).toEqual([])
    })

    test('[ACC-13][P7] new contacts are told of each other at once, and know nothing any more when they part', async () => {
      const [alice, bob, eve] = await reachable(server, 'alice', 'bob', 'eve')
      await using aliceSocket = await alice.socket()
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()
      await ask(server, alice, bob.phone)
      expect(await aliceSocket.presences()).toEqual([])
      await bob.call('POST', `/contacts/${alice.id}/accept`)
      expect((await aliceSocket.next('presence_list')).data.users).toEqual([online(bob)])
      expect((await bobSocket.next('presence_list')).data.users).toEqual([online(alice)])
      await Promise.all([aliceSocket.presences(), bobSocket.presences()])

      await directRoom(alice, bob)
      await bob.call('POST', `/contacts/${alice.id}/block`)
      expect(await told(aliceSocket)).toEqual(unknown(bob))
      expect(await told(bobSocket)).toEqual(unknown(alice))
      const again = await bob.socket()
      await again[Symbol.asyncDispose]()
      expect(await aliceSocket.presences()).toEqual([])
      expect(await eveSocket.presences()).toEqual([])
    })

    test('[M01][M03] who was blocked or removed sees neither typing nor receipts nor when the other was seen', async () => {
      const [alice, bob] = await reachable(server, 'alice', 'bob')
      await befriend(server, alice, bob)
      const room = await directRoom(alice, bob)
      const first = await write(bob, room, 'Are you there?')
      await alice.call('POST', `/contacts/${bob.id}/block`)
      await using bobSocket = await bob.socket()
      await using aliceSocket = await alice.socket()
      await aliceSocket.fence()
      await bobSocket.fence()

      aliceSocket.say({ type: 'typing', data: { room_id: room.id } })
      aliceSocket.say({ type: 'read', data: { room_id: room.id, seq: first.seq } })
      aliceSocket.say({ type: 'received', data: { marks: { [room.id]: first.seq } } })
      await aliceSocket.fence()
      bobSocket.say({ type: 'typing', data: { room_id: room.id } })

      expect(await bobSocket.fence()).toEqual([])
      expect(await aliceSocket.fence()).toEqual([])
      expect(await bobSocket.presences()).toEqual([])
      const receipts = await bob.get(`/chat/rooms/${room.id}/receipts`)
      expect(receipts.text).not.toContain(alice.id)
      expect((await alice.get(`/chat/rooms/${room.id}/receipts`)).text).not.toContain(bob.id)
    })

    test('[ACC-13][P7] while they are contacts, they see typing and receipts as ever', async () => {
      const [alice, bob] = await reachable(server, 'alice', 'bob')
      await befriend(server, alice, bob)
      const room = await directRoom(alice, bob)
      await using aliceSocket = await alice.socket()
      await using bobSocket = await bob.socket()
      const { seq } = await write(bob, room, 'Noodles?')
      aliceSocket.say({ type: 'typing', data: { room_id: room.id } })
      expect((await bobSocket.next('typing')).data.user_id).toBe(alice.id)
      aliceSocket.say({ type: 'read', data: { room_id: room.id, seq } })
      const { data }: FrameOf<'receipt'> = await bobSocket.next('receipt')
      expect(data).toMatchObject({ user_id: alice.id, read_seq: seq })
    })

    test('[ACC-13] nobody adds a stranger to a group', async () => {
      const [alice, bob, eve] = await reachable(server, 'alice', 'bob', 'eve')
      await befriend(server, alice, bob)
      const room = await groupRoom(alice, [bob])
      const added = await alice.post(`/chat/rooms/${room.id}/members`, { user_id: eve.id })
      expect(added.status).toBe(403)
      const opened = await alice.post('/chat/rooms', {
        room_type: 'group',
        name: 'Den',
        member_ids: [bob.id, eve.id],
      })
      expect(opened.status).toBe(403)
    })
  })
}
