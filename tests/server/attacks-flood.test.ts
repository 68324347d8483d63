import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { ServerFrame } from '#protocol/frames'
import { people } from '../harness/probe-people'
import { directRoom, write } from '../harness/probe-rooms'
import { opcodes, rawFrame } from '../harness/raw-frames'
import { openRawSocket } from '../harness/raw-socket'
import { startServer, type TestServer } from '../harness/server'

const perSecond = 100
const burst = 30

/** Ten seconds are long: they pass while the other tests of this file run. */
let server: TestServer
let writing: Promise<{ answers: ServerFrame[]; code: number; seconds: number; stored: string[] }>

beforeAll(async () => {
  server = await startServer({ settings: { 'limits.sends_per_second': 10, 'limits.sends_burst': burst } })
  writing = writeTooFast()
})
afterAll(() => server[Symbol.asyncDispose]())

/** Somebody writes 100 messages a second until they are closed. */
async function writeTooFast() {
  const [alice, bob] = await people(server, 'alice', 'bob')
  const { id } = await directRoom(alice, bob)
  const socket = await alice.socket()
  const startedAt = performance.now()
  let count = 0
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) / 1000) * perSecond
    for (; count < due; count++) {
      const data = { room_id: id, client_id: `c${count}`, content: 'spam' }
      socket.say({ type: 'send', data, ref: count })
    }
  }, 20)
  const { code } = await socket.closed
  clearInterval(timer)
  const seconds = (performance.now() - startedAt) / 1000
  const rows = await server.app.store.db
    .selectFrom('messages')
    .select('client_id')
    .where('room_id', '=', id)
    .orderBy('seq')
    .execute()
  return { answers: socket.untaken(), code, seconds, stored: rows.map(({ client_id }) => client_id) }
}

test('[G05] a hundred thousand pings are cut off, whichever kind they are of, and others notice nothing', async () => {
  const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
  const room = await directRoom(alice, bob)
  await using bobSocket = await bob.socket()
  const said = rawFrame('{"type":"ping","data":{}}')
  for (const ping of [
    said,
    rawFrame('hi', { opcode: opcodes.ping }),
    rawFrame('hi', { opcode: opcodes.pong }),
  ]) {
    using socket = await openRawSocket(server, eve.headers)
    socket.say({ type: 'hello', data: { version: 1 } })
    socket.write(Buffer.concat(Array.from({ length: 100_000 }, () => ping)))

    await write(alice, room, 'Noodles?')
    expect((await bobSocket.next('message')).data.content).toBe('Noodles?')
    expect([4429, null]).toContain(await socket.closed)
  }
  await using again = await eve.socket()
  expect(await again.fence()).toEqual([])
})

test('[G05] frames that come too fast are refused with a time to come again, and those who wait are heard', async () => {
  const [alice] = await people(server, 'alice')
  await using socket = await alice.socket()
  for (let ref = 0; ref < 400; ref++)
    socket.say({ type: 'sync', data: { room_id: 'unknown', after: 0 }, ref })
  const answers = []
  while (answers.length < 400) answers.push(await socket.next('error'))

  const refused = answers.filter(({ data }) => data.code === 'rate_limited')
  expect(new Set(answers.map(({ ref }) => ref)).size).toBe(400)
  const pauses = refused.flatMap(({ data }) => data.retry_after_ms ?? [])
  expect(pauses).toHaveLength(refused.length)
  expect(new Set(pauses).size).toBeGreaterThan(20)

  await Bun.sleep(Math.max(...pauses))
  expect(await socket.fence()).toEqual([])
})

test('[G05] what is sent over REST counts as well, and the answer says when to come again', async () => {
  // So slow that the burst is not given back while a busy machine works off what is sent.
  const slow = { 'limits.sends_per_second': 1, 'limits.sends_burst': burst }
  await using server = await startServer({ settings: slow })
  const [alice, bob] = await people(server, 'alice', 'bob')
  const { id } = await directRoom(alice, bob)
  const post = (n: number) => alice.post(`/chat/rooms/${id}/messages`, { content: 'hi', client_id: `c${n}` })
  const answers = await Promise.all(Array.from({ length: burst + 30 }, (_, n) => post(n)))
  const refused = answers.filter(({ status }) => status === 429)
  expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(burst)
  expect(refused.length).toBeGreaterThan(0)
  for (const { headers, text } of refused) {
    expect(Number(headers.get('Retry-After'))).toBeGreaterThanOrEqual(1)
    expect(JSON.parse(text)).toEqual({ code: 'rate_limited', detail: 'You write too fast. Wait a moment.' })
  }

  await using socket = await alice.socket()
  const sends = Array.from({ length: 100 }, (_, n) => ({ room_id: id, client_id: `s${n}`, content: 'hi' }))
  for (const data of sends) socket.say({ type: 'send', data })
  const first = await socket.next('error')
  expect(first.data).toMatchObject({ code: 'rate_limited', retry: true, retry_after_ms: expect.any(Number) })
  expect((await bob.post(`/chat/rooms/${id}/messages`, { content: 'I may' })).status).toBe(201)
})

test('[G05] who writes a hundred messages a second gets the burst through, then ten a second, then is closed', async () => {
  const { answers, code, seconds, stored } = await writing
  const acknowledged = answers.filter(({ type }) => type === 'ack').length
  const refusals = answers.flatMap((frame) => (frame.type === 'error' ? [frame.data] : []))

  expect(code).toBe(4429)
  expect(acknowledged).toBeGreaterThanOrEqual(burst)
  expect(acknowledged).toBeLessThanOrEqual(burst + 10 * seconds + 1)
  expect(new Set(refusals.map((data) => data.code))).toEqual(new Set(['rate_limited']))
  expect(stored.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, n) => `c${n}`))
  expect(stored.length).toBeGreaterThanOrEqual(acknowledged)
  expect(seconds).toBeGreaterThan(9)
})
