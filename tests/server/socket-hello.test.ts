import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { ServerFrame } from '#protocol/frames'
import { browser } from '../harness/probe-browser'
import { type Probe, people } from '../harness/probe-people'
import { directRoom, write } from '../harness/probe-rooms'
import { openSocket } from '../harness/probe-socket'
import { rawRequest } from '../harness/raw-http'
import { engines, startServer, type TestServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const code = { unauthenticated: 4401, noHello: 4408 }
const hello = { type: 'hello', data: { version: 1 } }

/** Ten seconds are long: they pass while the other tests of this file run. */
let silence: Promise<{ codes: number[]; afterMs: number; heardByGreeted: ServerFrame[] }>
let silentServer: TestServer

beforeAll(async () => {
  silentServer = await startServer()
  silence = beSilent(silentServer)
})

afterAll(() => silentServer[Symbol.asyncDispose]())

async function beSilent(server: TestServer) {
  const [alice] = await people(server, 'alice')
  const greeted = await alice.socket()
  const start = performance.now()
  const silent = await openSocket(server, { headers: alice.headers })
  const mumbling = await openSocket(server)
  mumbling.say('{}')
  const codes = await Promise.all([silent, mumbling].map(async ({ closed }) => (await closed).code))
  return { codes, afterMs: performance.now() - start, heardByGreeted: await greeted.fence() }
}

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })
    const ownOrigin = () => new URL(server.url).origin

    /** How an upgrade is answered, over a connection of its own. */
    function upgrade(headers: Record<string, string>, path = '/ws') {
      const lines = Object.entries({
        Host: new URL(server.url).host,
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
      }).map(([name, value]) => `${name}: ${value}`)
      return rawRequest(server, `GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
    }

    function cookieOf(alice: Probe) {
      return `natter_access=${alice.token}`
    }

    const ways: [string, (alice: Probe) => Record<string, string>, (alice: Probe) => object][] = [
      ['a cookie, from our own page', (a) => ({ Cookie: cookieOf(a), Origin: ownOrigin() }), () => ({})],
      ['a header', (a) => a.headers, () => ({})],
      ['a token in the hello', () => ({}), (a) => ({ token: a.token })],
      [
        'a token in the hello, from our own page',
        () => ({ Origin: ownOrigin() }),
        (a) => ({ token: a.token }),
      ],
    ]
    test.each(ways)('[API-3] a socket is opened by %s', async (_, headersOf, dataOf) => {
      const [alice] = await people(server, 'alice')
      await using socket = await openSocket(server, { headers: headersOf(alice) })

      socket.say({ type: 'hello', data: { version: 1, ...dataOf(alice) } })

      const { data } = await socket.next('welcome')
      expect(data).toEqual({
        ...{ version: 1, session_id: alice.sessionId, user_id: alice.id, epoch: server.app.history.epoch },
        ...{ is_resumed: false, now: expect.any(String), heartbeat_ms: 25_000 },
      })
      expect(Math.abs(Date.parse(data.now) - Date.now())).toBeLessThan(60_000)
      await socket.next('synced')
      expect(await socket.fence()).toEqual([])
    })

    test('[API-3] the cookie of a page that signed in opens its socket', async () => {
      const [alice] = await people(server, 'alice')
      const { jar, origin } = await browser(server, alice)
      await using socket = await openSocket(server, { headers: { Cookie: jar.header(), Origin: origin } })
      socket.say(hello)
      expect((await socket.next('welcome')).data.user_id).toBe(alice.id)
    })

    const foreign: [string, (alice: Probe) => Record<string, string>][] = [
      ['a foreign page with a cookie', (a) => ({ Cookie: cookieOf(a), Origin: 'https://evil.example' })],
      ['a foreign page without one', () => ({ Origin: 'https://evil.example' })],
      ['a foreign page with a token', (a) => ({ ...a.headers, Origin: 'https://evil.example' })],
      ['a page of no origin', (a) => ({ Cookie: cookieOf(a), Origin: 'null' })],
      ['a page of another port', (a) => ({ Cookie: cookieOf(a), Origin: 'http://localhost:1' })],
      ['a cookie that no page vouches for', (a) => ({ Cookie: cookieOf(a) })],
    ]
    test.each(foreign)('[ACC-11] [W01] %s is refused before the upgrade', async (_, headersOf) => {
      const [alice] = await people(server, 'alice')
      for (const path of ['/ws', `/ws/chat/abc?token=${alice.token}`]) {
        const answer = await upgrade(headersOf(alice), path)
        expect(answer.status).toBe(403)
        expect(JSON.parse(answer.text)).toEqual({ code: 'foreign_origin', detail: expect.any(String) })
      }
    })

    test('[API-3] the same upgrade is accepted from our own page, and plain HTTP is told what it lacks', async () => {
      const [alice] = await people(server, 'alice')
      expect((await upgrade({ Cookie: cookieOf(alice), Origin: ownOrigin() })).status).toBe(101)

      const plain = await fetch(`${server.url}/ws`)
      expect(plain.status).toBe(426)
      expect(plain.headers.get('Upgrade')).toBe('websocket')
      expect(plain.headers.get('X-Content-Type-Options')).toBe('nosniff')
    })

    const impostors: [string, (alice: Probe) => object][] = [
      ['no token', () => ({})],
      ['a token that is text', () => ({ token: 'let me in' })],
      ['a refresh token', (a) => ({ token: a.refreshToken })],
      ['a token whose end was changed', (a) => ({ token: `${a.token.slice(0, -3)}AAA` })],
    ]
    test.each(impostors)('[ACC-4] [W02] a hello with %s closes the socket', async (_, dataOf) => {
      const [alice] = await people(server, 'alice')
      await using socket = await openSocket(server)
      socket.say({ type: 'hello', data: { version: 1, ...dataOf(alice) } })
      expect((await socket.closed).code).toBe(code.unauthenticated)
    })

    test.each([
      ['ping', { type: 'ping', data: {} }],
      ['sync', { type: 'sync', data: { room_id: 'a', after: 0 } }],
      ['send', { type: 'send', data: { room_id: 'a', client_id: 'c', content: 'hi' } }],
    ])('[API-3] [W04] a socket whose first frame is %s is closed, whoever it is', async (_, frame) => {
      const [alice] = await people(server, 'alice')
      await using socket = await openSocket(server, { headers: alice.headers })
      socket.say(frame)
      socket.say(hello)
      expect((await socket.closed).code).toBe(code.unauthenticated)
    })

    test('[API-3] [W04] [G10] a second hello is an error and changes nothing', async () => {
      const [alice, eve] = await people(server, 'alice', 'eve')
      await using socket = await alice.socket()

      socket.say({ type: 'hello', data: { version: 1, token: eve.token }, ref: 7 })

      expect(await socket.next('error')).toMatchObject({ ref: 7, data: { code: 'invalid', retry: false } })
      const room = await directRoom(alice, eve)
      expect((await socket.next('room')).data.id).toBe(room.id)
      expect(await socket.fence()).toEqual([])
    })

    test('[API-3] before its hello a socket hears nothing', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      await using socket = await openSocket(server, { headers: bob.headers })

      await write(alice, room, 'early')
      socket.say(hello)
      await socket.next('welcome')
      await write(alice, room, 'late')

      expect((await socket.next('message')).data.content).toBe('late')
      expect((await socket.fence()).map(({ type }) => type)).toEqual(['synced'])
    })

    test('[API-3] the first frame heard is the welcome, whatever happens meanwhile', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      for (let round = 0; round < 4; round++) {
        const sockets = await Promise.all(
          Array.from({ length: 10 }, () => openSocket(server, { headers: bob.headers })),
        )
        const writing = Array.from({ length: 10 }, async (_, n) => {
          await Bun.sleep(n / 3)
          await write(alice, room, `${n}`)
          await bob.post(`/chat/rooms/${room.id}/read`, { seq: 1_000_000 })
        })
        for (const socket of sockets) socket.say(hello)
        await Promise.all(writing)

        for (const socket of sockets) {
          const [first] = await socket.fence()
          expect(first?.type).toBe('welcome')
          await socket[Symbol.asyncDispose]()
        }
      }
    })
  })
}

describe('silence', () => {
  test('[API-3] [W04] whoever says no hello within ten seconds is closed; whoever has is not', async () => {
    const { codes, afterMs, heardByGreeted } = await silence
    expect(codes).toEqual([code.noHello, code.noHello])
    expect(afterMs).toBeGreaterThan(9_000)
    expect(heardByGreeted).toEqual([])
  })
})
