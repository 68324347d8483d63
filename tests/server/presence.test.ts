import { describe, expect, test } from 'bun:test'
import type { ServerFrame } from '#protocol/frames'
import type { Presence } from '#protocol/presence'
import { protocolVersion } from '#protocol/version'
import { patienceMs } from '../harness/patience'
import { anotherDevice, type Probe, people } from '../harness/probe-people'
import { directRoom, groupRoom } from '../harness/probe-rooms'
import { openSocket, type ProbeSocket } from '../harness/probe-socket'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const online = (person: Probe): Presence => ({ user_id: person.id, is_online: true, last_seen_at: null })
const unknown = (person: Probe): Presence => ({ user_id: person.id, is_online: false, last_seen_at: null })

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    /** The states that are told to a socket of this person when it connects. */
    async function greeted(person: Probe): Promise<{ socket: ProbeSocket; users: Presence[] }> {
      const socket = await openSocket(server, { headers: person.headers })
      socket.say({ type: 'hello', data: { version: protocolVersion } })
      const { data } = await socket.next('presence_list')
      await socket.next('synced')
      return { socket, users: data.users }
    }

    async function told(socket: ProbeSocket): Promise<Presence> {
      return (await socket.next('presence')).data
    }

    /** Whose coming or going was told. A new room is also listed to its people, whenever it has been looked into. */
    async function changes(socket: ProbeSocket): Promise<ServerFrame[]> {
      return (await socket.presences()).filter(({ type }) => type === 'presence')
    }

    test('[PRE-1] who shares a room is told of coming and, before earlier losses, of a clean close; strangers never', async () => {
      const [alice, bob, carol, eve] = await people(server, 'alice', 'bob', 'carol', 'eve')
      await groupRoom(alice, [bob, carol])
      await using aliceSocket = await alice.socket()
      await using eveSocket = await eve.socket()

      const bobSocket = await bob.socket()
      expect(await told(aliceSocket)).toEqual(online(bob))
      const lost = await carol.socket()
      expect(await told(aliceSocket)).toEqual(online(carol))
      lost.lose()
      await lost.closed
      const closedAt = Date.now()
      await bobSocket[Symbol.asyncDispose]()

      const gone = await told(aliceSocket)
      expect(gone).toMatchObject({ user_id: bob.id, is_online: false })
      expect(Date.parse(gone.last_seen_at ?? '')).toBeGreaterThanOrEqual(closedAt)
      expect(Date.parse(gone.last_seen_at ?? '')).toBeLessThanOrEqual(Date.now())
      expect(await eveSocket.presences()).toEqual([])
      const { socket, users } = await greeted(eve)
      expect(users).toEqual([])
      await socket[Symbol.asyncDispose]()
    })

    test('[PRE-1] several devices are one person, who is here until the last of them is gone', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      await directRoom(alice, bob)
      await using aliceSocket = await alice.socket()
      const phone = await bob.socket()
      const laptop = await (await anotherDevice(server, bob)).socket()
      expect(await told(aliceSocket)).toEqual(online(bob))

      await phone[Symbol.asyncDispose]()
      await Bun.sleep(700)
      expect(await changes(aliceSocket)).toEqual([])
      await laptop[Symbol.asyncDispose]()
      expect(await told(aliceSocket)).toMatchObject({ user_id: bob.id, is_online: false })
      expect(await changes(aliceSocket)).toEqual([])
    })

    test('[PRE-1] signing out is seen at once, though another connection of that session was just lost', async () => {
      const [alice, bob, carol] = await people(server, 'alice', 'bob', 'carol')
      await groupRoom(alice, [bob, carol])
      await using aliceSocket = await alice.socket()
      const lost = await bob.socket()
      await using _open = await bob.socket()
      expect(await told(aliceSocket)).toEqual(online(bob))
      const earlier = await carol.socket()
      expect(await told(aliceSocket)).toEqual(online(carol))
      for (const socket of [earlier, lost]) {
        socket.lose()
        await socket.closed
      }

      await bob.post('/auth/logout', {})
      // Who was lost before that is still forgiven.
      expect(await told(aliceSocket)).toMatchObject({ user_id: bob.id, is_online: false })
    })

    test('[PRE-1] a new connection is told who is here and when the others were last seen', async () => {
      const [alice, bob, carol, dave] = await people(server, 'alice', 'bob', 'carol', 'dave')
      await groupRoom(alice, [bob, carol, dave])
      await using aliceSocket = await alice.socket()
      await using _carolSocket = await carol.socket()
      expect(await told(aliceSocket)).toEqual(online(carol))
      const daveSocket = await dave.socket()
      expect(await told(aliceSocket)).toEqual(online(dave))
      await daveSocket[Symbol.asyncDispose]()
      const daveGone = await told(aliceSocket)

      const { socket, users } = await greeted(bob)
      const byId = new Map(users.map((user) => [user.user_id, user]))
      expect(byId.size).toBe(3)
      expect(byId.get(alice.id)).toEqual(online(alice))
      expect(byId.get(carol.id)).toEqual(online(carol))
      expect(byId.get(dave.id)).toEqual(daveGone)
      await socket[Symbol.asyncDispose]()
    })

    test('[PRE-1] who joins a room and who is in it are told of each other, and no more once they left', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const { id } = await groupRoom(alice)
      await using aliceSocket = await alice.socket()
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()

      await alice.post(`/chat/rooms/${id}/members`, { user_id: bob.id })
      expect(await told(aliceSocket)).toEqual(online(bob))
      expect((await bobSocket.next('presence_list')).data.users).toEqual([online(alice)])

      await alice.delete(`/chat/rooms/${id}/members/${bob.id}`)
      expect(await told(aliceSocket)).toEqual(unknown(bob))
      expect(await told(bobSocket)).toEqual(unknown(alice))
      const again = await bob.socket()
      await again[Symbol.asyncDispose]()
      expect(await changes(aliceSocket)).toEqual([])
      expect(await eveSocket.presences()).toEqual([])
    })

    test('[PRE-1] who leaves one of two rooms they share still hears of each other', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const { id } = await groupRoom(alice, [bob])
      await directRoom(alice, bob)
      await using aliceSocket = await alice.socket()
      const bobSocket = await bob.socket()
      expect(await told(aliceSocket)).toEqual(online(bob))

      await bob.delete(`/chat/rooms/${id}/members/${bob.id}`)
      expect(await changes(aliceSocket)).toEqual([])
      await bobSocket[Symbol.asyncDispose]()
      expect(await told(aliceSocket)).toMatchObject({ user_id: bob.id, is_online: false })
    })

    test('[PRE-1] a lost connection is forgiven for five seconds, and seen after them', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      await directRoom(alice, bob)
      await using aliceSocket = await alice.socket()
      const first = await bob.socket()
      expect(await told(aliceSocket)).toEqual(online(bob))

      first.lose()
      await first.closed
      const second = await bob.socket()
      await Bun.sleep(5_300)
      expect(await changes(aliceSocket)).toEqual([])

      const lostAt = performance.now()
      second.lose()
      expect(await told(aliceSocket)).toMatchObject({ user_id: bob.id, is_online: false })
      const afterMs = performance.now() - lostAt
      expect(afterMs).toBeGreaterThan(4_900)
      expect(afterMs).toBeLessThan(patienceMs)
    })

    test('[PRE-1] a stop of the server notes for everyone who was here that they were', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      await directRoom(alice, bob)
      const bobSocket = await bob.socket()
      const stoppedAt = Date.now()
      await server.stop()
      await bobSocket.closed
      await server.start()

      const { socket, users } = await greeted(alice)
      expect(users[0]?.is_online).toBe(false)
      expect(Date.parse(users[0]?.last_seen_at ?? '')).toBeGreaterThanOrEqual(stoppedAt)
      await socket[Symbol.asyncDispose]()
    })
  })
}
