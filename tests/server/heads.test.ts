import { describe, expect, test } from 'bun:test'
import { roomWithMembers } from '#protocol/rooms'
import { type Probe, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import type { ProbeSocket } from '../harness/probe-socket'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

/** The database is asked at most once a second for each socket. */
const betweenPingsMs = 1_050

/** What the next pong that may name any heads does name. */
async function heads(socket: ProbeSocket) {
  await Bun.sleep(betweenPingsMs)
  return pinged(socket)
}

async function pinged(socket: ProbeSocket) {
  socket.say({ type: 'ping', data: {} })
  return (await socket.next('pong')).data.heads
}

for (const engine of engines) {
  describe.concurrent(engine, () => {
    const server = serverForAll({ engine })
    const silentRooms = new Set<string>()
    let isLossy = false

    /** Two people in a room that has been quiet since before their sockets said hello. */
    async function quiet() {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const room = await directRoom(alice, bob)
      const other = await groupRoom(alice, [bob])
      const [bobSocket, eveSocket] = [await bob.socket(), await eve.socket()]
      await pinged(bobSocket)
      return { alice, bob, room, other, bobSocket, eveSocket }
    }

    /** The news of what is done in a room is lost on the way to everyone. */
    async function unheard<Result>(room: { id: string }, work: () => Promise<Result>): Promise<Result> {
      loseNews()
      silentRooms.add(room.id)
      try {
        return await work()
      } finally {
        silentRooms.delete(room.id)
      }
    }

    /** Once for all tests of this server, which run side by side. */
    function loseNews() {
      const { bus } = server.app
      const { publish } = bus
      if (isLossy) return
      isLossy = true
      bus.publish = (event) => {
        if (!('roomId' in event) || !silentRooms.has(event.roomId)) publish(event)
      }
    }

    /** How often the database is asked what changed for somebody meanwhile. */
    async function asked(person: Probe, work: () => Promise<unknown>): Promise<number> {
      const { store } = server.app
      const { run } = store
      let times = 0
      Object.assign(store, {
        run(query: Parameters<typeof run>[0]) {
          if (query.sql.includes('changed_at') && query.parameters.includes(person.id)) times++
          return run(query)
        },
      })
      await work()
      Object.assign(store, { run })
      return times
    }

    test('[D21] a pong names the newest number of a room whose last event was lost, to its members alone', async () => {
      const { alice, room, bobSocket, eveSocket } = await quiet()
      expect(await heads(bobSocket)).toEqual({})
      await unheard(room, () => write(alice, room, 'unheard'))
      expect(await heads(bobSocket)).toEqual({ [room.id]: 1 })
      expect(bobSocket.untaken().filter(({ type }) => type === 'message')).toEqual([])
      expect(await heads(eveSocket)).toEqual({})
    })

    test('[D21] a pong names a room that somebody was brought into without hearing of it', async () => {
      const { alice, bob, bobSocket } = await quiet()
      const cellar = await groupRoom(alice, [])
      await unheard(cellar, async () => {
        await alice.post(`/chat/rooms/${cellar.id}/members`, { user_id: bob.id })
      })
      const { last_seq } = (await bob.get(`/chat/rooms/${cellar.id}`)).read(roomWithMembers)
      expect(await heads(bobSocket)).toMatchObject({ [cellar.id]: last_seq })
    })

    test('[D21] where nobody else can have written, a quiet ping asks the database nothing', async () => {
      const { alice, bob, room, bobSocket } = await quiet()
      await heads(bobSocket)
      const quietly = await asked(bob, () => heads(bobSocket))
      expect(quietly).toBe(engine === 'sqlite' ? 0 : 1)
      await write(alice, room, 'one')
      expect(await asked(bob, () => heads(bobSocket))).toBe(1)
    })

    test('[D21] a pong names what changed since the one before, edits as well, and nothing twice', async () => {
      const { alice, room, other, bobSocket } = await quiet()
      const { id } = await write(alice, room, 'one')
      expect(await heads(bobSocket)).toEqual({ [room.id]: 1 })
      expect(await heads(bobSocket)).toEqual({})
      await alice.patch(`/chat/rooms/${room.id}/messages/${id}`, { content: 'two' })
      const { seq } = await write(alice, other, 'three')
      expect(await heads(bobSocket)).toEqual({ [room.id]: 2, [other.id]: seq })
    })

    test('[D10] [D21] a pong names no room that its person is not in any more', async () => {
      const { alice, bob, other, bobSocket } = await quiet()
      await alice.delete(`/chat/rooms/${other.id}/members/${bob.id}`)
      await write(alice, other, 'gone?')
      expect(await heads(bobSocket)).toEqual({})
    })

    test('[D21] a socket of one room hears the number of that room only', async () => {
      const { alice, bob, room, other } = await quiet()
      await using socket = await bob.socket(`/ws/chat/${room.id}?token=${bob.token}`)
      await pinged(socket)
      await write(alice, room, 'one')
      await write(alice, other, 'two')
      expect(await heads(socket)).toEqual({ [room.id]: 1 })
    })

    test('[G05] whoever pings more often than once a second gets answers, and the numbers with the next second', async () => {
      const { alice, room, bobSocket } = await quiet()
      await Bun.sleep(betweenPingsMs)
      await write(alice, room, 'one')
      for (let n = 0; n < 20; n++) bobSocket.say({ type: 'ping', data: {} })
      const pongs = []
      for (let n = 0; n < 20; n++) pongs.push((await bobSocket.next('pong')).data.heads)
      expect(pongs.filter((told) => Object.keys(told).length > 0).length).toBeLessThanOrEqual(1)
      if (pongs.every((told) => Object.keys(told).length === 0))
        expect(await heads(bobSocket)).toEqual({ [room.id]: 1 })
    })
  })
}
