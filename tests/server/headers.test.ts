import { beforeAll, describe, expect, test } from 'bun:test'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { browser } from '../harness/probe-browser'
import { type Probe, people } from '../harness/probe-people'
import { startServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

/** What every answer carries; nothing more, nothing less, of what is about security. */
const golden = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}
const unrelated =
  /^(date|content-length|content-type|etag|vary|allow|retry-after|content-encoding|upgrade|connection)$/

const asset = readdirSync(join(import.meta.dir, '..', '..', 'dist', 'web', 'assets')).find((name) =>
  name.endsWith('.js'),
)

type Ask = [
  kind: string,
  status: number,
  cache: string | null,
  method: string,
  path: string,
  init?: RequestInit,
]
const json = { 'Content-Type': 'application/json' }
const kinds: Ask[] = [
  ['JSON', 200, 'no-store', 'GET', '/api/v1/server'],
  ['a refusal of a stranger', 401, 'no-store', 'GET', '/api/v1/auth/me'],
  ['an address that is not there', 404, 'no-store', 'GET', '/api/v1/nothing'],
  ['a page that is not there', 404, null, 'GET', '/nothing'],
  ['a method that is not taken', 405, 'no-store', 'PUT', '/api/v1/server'],
  ['a method no page takes', 405, null, 'POST', '/'],
  [
    'a body that is too large',
    413,
    'no-store',
    'POST',
    '/api/v1/auth/login',
    { body: 'x'.repeat(70_000), headers: json },
  ],
  ['a body that is no JSON', 415, 'no-store', 'POST', '/api/v1/auth/login', { body: 'x' }],
  ['a body that cannot be read', 400, 'no-store', 'POST', '/api/v1/auth/login', { body: 'x', headers: json }],
  [
    'a body that makes no sense',
    422,
    'no-store',
    'POST',
    '/api/v1/auth/login',
    { body: '{}', headers: json },
  ],
  [
    'a foreign page',
    403,
    'no-store',
    'POST',
    '/api/v1/auth/login',
    { headers: { Origin: 'https://evil.example' } },
  ],
  ['the description', 200, 'no-store', 'GET', '/api/openapi.json'],
  ['the page of the description', 200, 'no-store', 'GET', '/api/docs'],
  ['the client', 200, 'no-cache', 'GET', '/'],
  ['a room of the client', 200, 'no-cache', 'GET', '/room/abc'],
  ['a file of the client', 200, 'public, max-age=31536000, immutable', 'GET', `/assets/${asset}`],
  ['a socket address without a socket', 426, null, 'GET', '/ws'],
  ['a socket for a foreign page', 403, null, 'GET', '/ws', { headers: { Origin: 'https://evil.example' } }],
]

describe('[A16] [OPS-7] all headers stand on', () => {
  const server = serverForAll()
  let alice: Probe

  beforeAll(async () => {
    ;[alice] = await people(server, 'alice')
  })

  test.each(kinds)('%s (%i)', async (_, status, cache, method, path, init = {}) => {
    const answer = await fetch(server.url + path, { ...init, method })
    await answer.text()
    expect(answer.status).toBe(status)
    expect(aboutSecurity(answer)).toEqual({
      ...golden,
      ...(cache === null ? {} : { 'cache-control': cache }),
    })
  })

  test('a file the browser has already (304)', async () => {
    const first = await fetch(`${server.url}/`)
    await first.text()
    const headers = { 'If-None-Match': first.headers.get('ETag') ?? '' }
    const answer = await fetch(`${server.url}/`, { headers })
    expect(answer.status).toBe(304)
    expect(aboutSecurity(answer)).toEqual({ ...golden, 'cache-control': 'no-cache' })
  })

  test('a sign-out (204), which empties the caches of the browser', async () => {
    const page = await browser(server, alice)
    const answer = await page.call('POST', '/auth/logout')
    expect(answer.status).toBe(204)
    const { 'set-cookie': cookies, ...rest } = aboutSecurity(answer)
    expect(cookies).toContain('Max-Age=0')
    expect(rest).toEqual({ ...golden, 'cache-control': 'no-store', 'clear-site-data': '"cache"' })
  })

  test('a refusal for asking too often (429), with when to come back', async () => {
    await using own = await startServer({ settings: { 'limits.requests_per_minute': 1 } })
    await fetch(`${own.url}/api/v1/server`)
    const answer = await fetch(`${own.url}/api/v1/server`)
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(aboutSecurity(answer)).toEqual({ ...golden, 'cache-control': 'no-store' })
  })

  test('a failure of the server (500)', async () => {
    await using own = await startServer()
    const [bob] = await people(own, 'bob')
    await own.app.store.transaction((tx) => tx.db.schema.dropTable('members').execute())
    const answer = await fetch(`${own.url}/api/v1/chat/rooms`, { headers: bob.headers })
    expect(answer.status).toBe(500)
    expect(aboutSecurity(answer)).toEqual({ ...golden, 'cache-control': 'no-store' })
  })

  test('answers over HTTPS, which also bind the browser to it', async () => {
    await using own = await startServer({ settings: { public_url: 'https://chat.example.org' } })
    for (const path of ['/api/v1/server', '/', '/nothing']) {
      const answer = await fetch(own.url + path)
      expect(answer.headers.get('Strict-Transport-Security')).toBe('max-age=63072000; includeSubDomains')
      expect(aboutSecurity(answer)).toMatchObject(golden)
    }
  })
})

function aboutSecurity({ headers }: { headers: Headers }): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !unrelated.test(name)))
}
