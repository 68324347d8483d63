import { describe, expect, test } from 'bun:test'
import { connect } from 'node:net'
import { messagePage } from '#protocol/messages'
import { patienceMs } from '../harness/patience'
import { people } from '../harness/probe-people'
import { directRoom, groupRoom } from '../harness/probe-rooms'
import { openSocket } from '../harness/probe-socket'
import { openRawSocket } from '../harness/raw-socket'
import { request } from '../harness/request'
import { engines, startServer } from '../harness/server'

const restart = 1012

for (const engine of engines) {
  describe(engine, () => {
    test('[OPS-2] a server that stops says so, asks to be tried again later, and closes every socket', async () => {
      await using server = await startServer({ engine })
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      const sockets = [
        await alice.socket(),
        await bob.socket(),
        await bob.socket(`/ws/chat/${room.id}?token=${bob.token}`),
      ]

      const start = performance.now()
      await server.stop()

      expect(performance.now() - start).toBeLessThan(patienceMs)
      for (const socket of sockets) {
        expect((await socket.closed).code).toBe(restart)
        expect(socket.untaken()).toEqual([
          { type: 'bye', data: { reason: 'restart', retry_ms: [0, 10_000] } },
        ])
      }
      await expect(request(server, 'GET', '/server')).rejects.toThrow()
    })

    test('[OPS-2] sockets that have not said hello, or say it at that moment, are closed as well', async () => {
      await using server = await startServer({ engine })
      const [alice] = await people(server, 'alice')
      const sockets = await Promise.all(
        Array.from({ length: 12 }, () => openSocket(server, { headers: alice.headers })),
      )
      for (const socket of sockets.slice(0, 8)) socket.say({ type: 'hello', data: { version: 1 } })

      const start = performance.now()
      await server.stop()

      expect(performance.now() - start).toBeLessThan(patienceMs)
      const codes = await Promise.all(sockets.map(async ({ closed }) => (await closed).code))
      expect(new Set(codes)).toEqual(new Set([restart]))
    })

    test('[REL-1] what is being written while it stops is acknowledged and kept, or neither', async () => {
      await using server = await startServer({ engine })
      const [alice] = await people(server, 'alice')
      const { id } = await groupRoom(alice)
      const socket = await alice.socket()
      const sending = (n: number) => ({
        type: 'send',
        data: { room_id: id, client_id: `s-${n}`, content: 'socket' },
      })

      for (let n = 0; n < 40; n++) socket.say(sending(n))
      const posting = Array.from({ length: 20 }, (_, n) =>
        alice.post(`/chat/rooms/${id}/messages`, { client_id: `p-${n}`, content: 'post' }).catch(() => null),
      )
      await socket.next('ack')
      await server.stop()

      const acknowledged = socket
        .untaken()
        .flatMap((frame) => (frame.type === 'ack' ? [frame.data.client_id] : []))
      const answers = await Promise.all(posting)
      const posted = answers.flatMap((answer, n) => (answer?.status === 201 ? [`p-${n}`] : []))
      await server.start()
      const { messages } = (await alice.get(`/chat/rooms/${id}/messages?limit=100`)).read(messagePage)
      const kept = new Set(messages.map(({ client_id }) => client_id))
      expect([...acknowledged, ...posted].filter((clientId) => !kept.has(clientId))).toEqual([])
      expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, n) => messages.length - n))
    })
  })
}

describe('unhelpful clients', () => {
  test('[OPS-2] sockets that never answer the close, and connections kept open, do not hold it up', async () => {
    await using server = await startServer()
    const [alice] = await people(server, 'alice')
    using greeted = await openRawSocket(server, alice.headers)
    greeted.say({ type: 'hello', data: { version: 1 } })
    await greeted.next()
    using silent = await openRawSocket(server, {})
    await request(server, 'GET', '/server')

    const start = performance.now()
    await server.stop()

    expect(performance.now() - start).toBeLessThan(patienceMs)
    expect(await greeted.closed).toBe(restart)
    expect(await silent.closed).toBe(restart)
  })

  test('[OPS-2] a request that never ends is given a moment, and then cut off', async () => {
    await using server = await startServer()
    const { port } = new URL(server.url)
    const socket = connect(Number(port), '127.0.0.1')
    const gone = new Promise<void>((resolve) => socket.on('close', () => resolve()).on('error', () => {}))
    const head = 'POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'
    await new Promise<void>((resolve) => socket.write(`${head}Content-Length: 100\r\n\r\n{`, () => resolve()))
    await request(server, 'GET', '/server')

    const start = performance.now()
    await server.stop()
    await gone

    expect(performance.now() - start).toBeLessThan(patienceMs)
  })
})
