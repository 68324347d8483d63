import { beforeAll, expect, test } from 'bun:test'
import { newInvitation } from '#protocol/admin'
import type { Probe } from '../harness/probe-people'
import { rawExchange, statusesIn } from '../harness/raw-exchange'
import { request } from '../harness/request'
import { personAs } from '../harness/roles'
import { type Route, routeTable } from '../harness/route-table'
import { startServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const server = serverForAll()
let alice: Probe
let routes: Route[] = []

beforeAll(async () => {
  alice = await personAs(server, 'owner', 'alice')
  routes = await routeTable(server)
})

/** A request as bytes, with a second one behind it that must never be taken for one. */
function bytes({ method, path }: Route, lines: readonly string[], body = ''): string {
  const head = [
    `${method} /api/v1${path} HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${alice.token}`,
  ]
  return `${[...head, 'Content-Type: application/json', ...lines].join('\r\n')}\r\n\r\n${body}`
}

const smuggled = 'GET /api/v1/server HTTP/1.1\r\nHost: localhost\r\n\r\n'

const ambiguous: [string, string[], string][] = [
  ['a length and chunks', ['Content-Length: 4', 'Transfer-Encoding: chunked'], '0\r\n\r\n'],
  ['two lengths', ['Content-Length: 2', 'Content-Length: 3'], '{} '],
  ['an unknown encoding', ['Transfer-Encoding: xchunked'], '0\r\n\r\n'],
  ['a length with a sign', ['Content-Length: +2'], '{}'],
  ['a negative length', ['Content-Length: -1'], '{}'],
  ['a chunk without a size', ['Transfer-Encoding: chunked'], 'zz\r\n{}\r\n0\r\n\r\n'],
  ['a space before the colon', ['X-A : b'], ''],
  ['NUL in a header', ['X-A: b\0c'], ''],
  ['a folded header', ['X-A: b\r\n c'], ''],
]
test.each(ambiguous)(
  '[A01] a request with %s is refused and its connection closed',
  async (_, lines, body) => {
    for (const route of routes) {
      const received = await rawExchange(server, bytes(route, lines, body + smuggled))
      expect([route.path, statusesIn(received)]).toEqual([route.path, [400]])
    }
  },
)

test('[A02] two hosts are refused', async () => {
  for (const route of routes) {
    const received = await rawExchange(server, bytes(route, ['Host: evil.example', 'Connection: close']))
    expect([route.path, statusesIn(received)]).toEqual([route.path, [400]])
  }
})

test('[A03] links name the address of the configuration, whatever host a request names', async () => {
  const settings = { public_url: 'https://chat.example.org' }
  await using own = await startServer({ settings })
  const owner = await personAs(own, 'owner', 'alice')
  const headers = { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', Forwarded: 'host=evil.example' }

  const answer = await owner.call('POST', '/admin/invitations', { json: {}, headers })

  expect(answer.read(newInvitation).link).toStartWith('https://chat.example.org/#')
  expect(answer.text + JSON.stringify([...answer.headers])).not.toContain('evil')
})

test.each(['TRACE', 'CONNECT', 'PUT', 'POST', 'DELETE'])(
  '[A04] %s is refused outside the API, with what is taken there',
  async (method) => {
    for (const path of ['/', '/room/abc', '/nothing']) {
      const text = `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`
      const received = await rawExchange(server, text)
      expect(statusesIn(received)).toEqual([405])
      expect(received).toMatch(/^Allow: GET, HEAD\r$/im)
    }
  },
)

test('[A04] a method nobody knows gets no answer and no route', async () => {
  const received = await rawExchange(server, 'FOO / HTTP/1.1\r\nHost: localhost\r\n\r\n')
  expect(statusesIn(received).filter((status) => status < 400)).toEqual([])
})

test.each([
  ['a header of 64 kB', `X-A: ${'a'.repeat(65_536)}`, ''],
  ['300 headers', Array.from({ length: 300 }, (_, n) => `X-${n}: a`).join('\r\n'), ''],
  ['an address of 20 kB', 'X-A: b', `?${'a'.repeat(20_000)}`],
])('[A05] %s is refused before any route', async (_, line, query) => {
  for (const route of routes) {
    const text = bytes({ ...route, path: route.path + query }, [line, 'Connection: close'])
    expect([route.path, statusesIn(await rawExchange(server, text))]).toEqual([route.path, [431]])
  }
})

test.each([
  '/.git/config',
  '/.env',
  '/assets/index.js.map',
  '/a/%2e%2e/etc/passwd',
  '/..%2f..%2fetc%2fpasswd',
  '/%00',
  '/..\\..\\etc\\passwd',
  '/../../../../etc/passwd',
  '/assets/..%5c..%5cpackage.json',
  '/assets/%2e%2e/%2e%2e/%2e%2e/package.json',
  '//etc/passwd',
  '/data/secret',
  '/room/..%2f..%2fapi%2fv1%2fserver/x',
])('[A14] %s is not there', async (path) => {
  const received = await rawExchange(
    server,
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
  )
  expect(statusesIn(received)).toEqual([404])
  expect(received).not.toMatch(/root:|"name": "natter"|\[core\]/)
})

test('[A17] a route that fails says that it did, under which number, and nothing else; the server goes on', async () => {
  await using own = await startServer()
  const owner = await personAs(own, 'owner', 'alice')
  await own.app.store.transaction((tx) => tx.db.schema.dropTable('members').execute())

  const answer = await owner.get('/chat/rooms')

  expect(answer.status).toBe(500)
  const body: Record<string, unknown> = JSON.parse(answer.text)
  expect(Object.keys(body).toSorted()).toEqual(['code', 'detail', 'id'])
  expect(answer.text).not.toMatch(/members|sqlite|select|\.ts/i)
  expect((await request(own, 'GET', '/server')).status).toBe(200)
})
