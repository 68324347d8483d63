import { describe, expect, test } from 'bun:test'
import { people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { openSocket, type ProbeSocket } from '../harness/probe-socket'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe.concurrent(engine, () => {
    const server = serverForAll({ engine })

    test('[D22] [MSG-6] a device that does not confirm is told again after growing pauses', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      await using socket = await bob.socket()
      const { seq } = await write(alice, room, 'Noodles?')

      const at: number[] = []
      for (let n = 0; n < 4; n++) {
        expect((await socket.next('heads')).data.heads).toEqual({ [room.id]: seq })
        at.push(performance.now())
      }
      const [first = 0, second = 0, third = 0, fourth = 0] = at
      expect(fourth - third).toBeGreaterThan(second - first)
    })

    test('[D22] whoever confirms is told no more, and nobody else ever is', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const room = await directRoom(alice, bob)
      const [aliceSocket, bobSocket, eveSocket] = [
        await alice.socket(),
        await bob.socket(),
        await eve.socket(),
      ]
      const { seq } = await write(alice, room, 'Noodles?')
      const confirmation = { type: 'received', data: { marks: { [room.id]: seq } } }
      const confirm = async (socket: ProbeSocket) => {
        socket.say(confirmation)
        await socket.next('received')
        // On a busy machine it may have been told before it confirmed.
        await socket.reminders()
      }
      await confirm(aliceSocket)
      await bobSocket.next('heads')
      await confirm(bobSocket)

      await Bun.sleep(3_500)

      for (const socket of [aliceSocket, bobSocket, eveSocket]) expect(await socket.reminders()).toEqual([])
    })

    test('[D22] what is confirmed is not told again, nor to who left; several rooms are told in one frame', async () => {
      const [alice, bob, carol] = await people(server, 'alice', 'bob', 'carol')
      const [one, two] = [await directRoom(alice, bob), await groupRoom(alice, [bob, carol])]
      await using bobSocket = await bob.socket()
      await using carolSocket = await carol.socket()
      const first = await write(alice, one, 'one')
      const second = await write(alice, two, 'two')
      await carolSocket.next('message')
      await carol.delete(`/chat/rooms/${two.id}/members/${carol.id}`)
      for (const socket of [bobSocket, carolSocket]) await socket.reminders()

      const told: Record<string, number> = {}
      while (Object.keys(told).length < 2) Object.assign(told, (await bobSocket.next('heads')).data.heads)
      expect(told).toMatchObject({ [one.id]: first.seq })
      expect(told[two.id]).toBeGreaterThanOrEqual(second.seq)
      expect(await carolSocket.reminders()).toEqual([])
    })

    test('[D22] what a device missed and was sent when it came back is told again as well', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      const { seq } = await write(alice, room, 'while you were away')
      await using socket = await openSocket(server, { headers: bob.headers })
      const resume = { epoch: server.app.history.epoch, cursors: { [room.id]: 0 } }
      socket.say({ type: 'hello', data: { version: 1, resume } })
      expect((await socket.next('sync')).data.to).toBe(seq)
      expect((await socket.next('heads')).data.heads).toEqual({ [room.id]: seq })
    })
  })
}
