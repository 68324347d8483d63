import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { ack, errorData } from '#protocol/frames'
import { message } from '#protocol/messages'
import { until } from '../harness/people'
import { openSocket } from '../harness/probe-socket'
import { request } from '../harness/request'
import { startServerProcess } from '../harness/server-process'
import { expectFlawless } from './checker'
import { gatherCrowd } from './crowd'
import { newHistory } from './history'
import { noteRow, rounds } from './rows'

const timeoutMs = 600_000 + rounds(2, 100) * 10_000
const failPoint = (name: string) => join(import.meta.dir, 'fail-points', `${name}.ts`)

test.concurrent(
  '[F02] a text whose server died between its commit and its ack is there once, and its sender is told so',
  async () => {
    const runs = rounds(2, 100)
    const preload = failPoint('die-after-commit')
    await using server = await startServerProcess({ people: 1, preload })
    const [alice] = server.registered
    if (!alice) throw new Error('nobody is registered')
    const headers = { Authorization: `Bearer ${alice.tokens.access}` }
    const created = { room_type: 'group', name: 'Kitchen', member_ids: [] }
    const { id: room_id } = JSON.parse(
      (await request(server, 'POST', '/chat/rooms', { headers, json: created })).text,
    )

    for (let run = 0; run < runs; run++) {
      const data = { room_id, client_id: `text-${run}`, content: `${run} die` }
      const dying = await helloSocket(server.url, alice.tokens.access)
      dying.say({ type: 'send', data })
      await server.exited
      expect(dying.untaken().filter(({ type }) => type === 'ack' || type === 'message')).toEqual([])

      await server.start(preload)
      await using again = await helloSocket(server.url, alice.tokens.access)
      again.say({ type: 'send', data })
      const acked = ack.parse((await again.next('ack')).data)
      expect(acked).toMatchObject({ is_duplicate: true, seq: run + 2 })
      const log = await request(server, 'GET', `/chat/rooms/${room_id}/messages`, { headers })
      const texts = message.array().parse(JSON.parse(log.text).messages)
      expect(texts.filter(({ client_id }) => client_id === data.client_id)).toHaveLength(1)
    }
    noteRow('F02 death after commit', runs, `${runs} of ${runs} told as duplicate, stored once`, true)
  },
  timeoutMs,
)

test.concurrent(
  '[F03] a text whose server died between its ack and the fan-out reaches everybody when it is back',
  async () => {
    const runs = rounds(2, 100)
    using history = newHistory()
    const preload = failPoint('tell-nobody')
    await using server = await startServerProcess({ people: 3, preload })
    await using crowd = await gatherCrowd(server, history, { rooms: 1 })
    const [alice, bob, carol] = crowd.people
    const [room_id = ''] = crowd.roomIds
    if (!alice || !bob || !carol) throw new Error('somebody is missing')
    let slowestMs = 0

    for (let run = 0; run < runs; run++) {
      // Who starts anew has no earlier losses that would make the pause longer.
      for (const { client } of [alice, bob]) {
        await client.stop()
        await client.start()
      }
      await crowd.untilUpToDate()
      await carol.client.stop()
      const send = { client_id: `text-${run}`, room_id, content: `${run} tell nobody` }
      history.note({ type: 'send', ...send, sender_id: alice.id, via: alice.name })
      await alice.client.send(room_id, send.content, { clientId: send.client_id })
      await until(alice.client.pending, (pending) => pending.length === 0)
      expect(bob.client.log(room_id).get().messages.at(-1)?.content).not.toBe(send.content)
      await server.kill()

      const start = performance.now()
      await server.start(preload)
      await until(bob.client.log(room_id), ({ messages }) => messages.at(-1)?.content === send.content)
      slowestMs = Math.max(slowestMs, performance.now() - start)
      await carol.client.start()
      await until(carol.client.log(room_id), ({ messages }) => messages.at(-1)?.content === send.content)
    }
    await crowd.finish()
    expectFlawless(history)
    const figure = `${runs} of ${runs} arrived, online receivers within ${Math.ceil(slowestMs)} ms`
    noteRow('F03 death before fan-out', runs, figure, slowestMs <= 10_000)
  },
  timeoutMs,
)

test.concurrent(
  '[F04] a failure nobody foresaw refuses its own frame, and the server stays',
  async () => {
    const logged: string[] = []
    await using server = await startServerProcess({
      people: 1,
      preload: failPoint('unhandled-rejection'),
      onError: (line) => logged.push(line),
    })
    const [alice] = server.registered
    await using socket = await helloSocket(server.url, alice?.tokens.access ?? '')
    const { pid } = server

    for (let ref = 1; ref <= 10; ref++) socket.say({ type: 'read', data: { room_id: 'room', seq: 1 }, ref })
    for (let ref = 1; ref <= 10; ref++) {
      const refused = await socket.next('error')
      expect(refused.ref).toBe(ref)
      expect(errorData.parse(refused.data)).toMatchObject({ code: 'internal' })
    }
    expect(await socket.fence()).toEqual([])
    expect((await request(server, 'GET', '/server')).status).toBe(200)
    expect(server.pid).toBe(pid)
    expect(logged.filter((line) => line.includes('planted, forgotten'))).toHaveLength(10)
    noteRow('F04 unforeseen failure', 10, '10 of 10 frames refused alone, the process stays', true)
  },
  timeoutMs,
)

async function helloSocket(url: string, token: string) {
  const socket = await openSocket({ url })
  socket.say({ type: 'hello', data: { version: 1, token } })
  await socket.next('synced')
  socket.untaken()
  return socket
}
