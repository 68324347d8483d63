import { beforeAll, expect, test } from 'bun:test'
import type { ErrorCode } from '#protocol/errors'
import { limits } from '#protocol/limits'
import { databaseState } from '../harness/database-state'
import type { Probe } from '../harness/probe-people'
import { type Answer, type RequestOptions, refusal, request } from '../harness/request'
import { personAs } from '../harness/roles'
import { type Route, routeTable } from '../harness/route-table'
import { serverForAll } from '../harness/server-for-all'

/** Every row here runs over every route the server describes, as an owner: nothing else stands in the way. */
const server = serverForAll()
let alice: Probe
let routes: Route[] = []

beforeAll(async () => {
  alice = await personAs(server, 'owner', 'alice')
  routes = await routeTable(server)
})

const withBody = () => routes.filter(({ hasBody }) => hasBody)

/** Runs on each route and shows afterwards that nothing that is stored has changed. */
async function onEach(chosen: readonly Route[], work: (route: Route) => Promise<void>): Promise<void> {
  const before = await databaseState(server.app.store)
  expect(chosen.length).toBeGreaterThan(10)
  for (const route of chosen) {
    try {
      await work(route)
    } catch (cause) {
      throw new Error(`${route.method} ${route.path}`, { cause })
    }
  }
  expect(await databaseState(server.app.store)).toBe(before)
}

function send({ method, path }: Route, options: RequestOptions): Promise<Answer> {
  return alice.call(method, path, options)
}

test('[A04] a method an address does not take is refused with those it takes', async () => {
  const byPath = Map.groupBy(routes, ({ path }) => path)
  await onEach(routes, async (route) => {
    const taken = byPath.get(route.path)?.map(({ method }) => method) ?? []
    const foreign = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter((one) => !taken.includes(one))
    for (const method of foreign) {
      const answer = await alice.call(method, route.path)
      refusal(answer, 'method_not_allowed')
      const allow = answer.headers.get('Allow')?.split(', ') ?? []
      expect(allow.filter((one) => one !== 'HEAD').toSorted()).toEqual(taken.toSorted())
    }
  })
})

const unreadable: [string, BodyInit][] = [
  ['a body that ends too soon', '{"a":'],
  ['NaN', '{"a":NaN}'],
  ['a byte order mark', '\ufeff{}'],
  ['bytes that are no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ['a half of a surrogate pair as bytes', new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ['a field twice', '{"a":1,"b":{"a":1},"a":2}'],
  ['a field twice in two spellings', '{"a":1,"\\u0061":2}'],
  ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`],
  ['10,000 levels', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ['10,000 open objects', '{"a":'.repeat(10_000)],
]
test.each(unreadable)('[A06] %s is refused as malformed', async (_, body) => {
  await onEach(withBody(), async (route) => void refusal(await send(route, { body }), 'malformed'))
})

const meaningless: [string, string][] = [
  ['a number beyond all numbers', '{"a":1e400}'],
  ['half of a surrogate pair', '{"a":"\\ud800"}'],
  ['32 levels', `${'['.repeat(32)}${']'.repeat(32)}`],
  ['null', 'null'],
]
test.each(meaningless)('[A06] %s is refused as invalid', async (_, body) => {
  await onEach(withBody(), async (route) => void refusal(await send(route, { body }), 'invalid'))
})

test('[A07] one byte more than the limit is refused, whether the length is said or not', async () => {
  const tooLong = JSON.stringify({ a: 'x'.repeat(limits.bodyBytes - 7) })
  expect(tooLong.length).toBe(limits.bodyBytes + 1)
  await onEach(withBody(), async (route) => {
    refusal(await send(route, { body: tooLong }), 'too_large')
    refusal(await send(route, { body: new Blob([tooLong]).stream() }), 'too_large')
    refusal(await send(route, { body: tooLong.slice(0, -3).concat('"}') }), 'invalid')
  })
})

const otherTypes: [string, Record<string, string>][] = [
  ['plain text', { 'Content-Type': 'text/plain' }],
  ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }],
  ['a form of parts', { 'Content-Type': 'multipart/form-data; boundary=x' }],
  ['something that is compressed', { 'Content-Encoding': 'gzip' }],
]
test.each(otherTypes)('[A08] %s is not taken', async (_, headers) => {
  await onEach(
    withBody(),
    async (route) => void refusal(await send(route, { body: '{}', headers }), 'unsupported_media_type'),
  )
})

test.each(['{"__proto__":{"isAdmin":true}}', '{"constructor":{"prototype":{"isAdmin":true}}}'])(
  '[A09] %s is refused and makes nobody anything',
  async (body) => {
    await onEach(withBody(), async (route) => void refusal(await send(route, { body }), 'invalid'))
    expect('isAdmin' in {}).toBe(false)
  },
)

test.each(['role_', 'emailVerified', 'ownerId', 'seq_', 'ts', 'is_admin'])(
  '[A10] the field %s, which no route knows, is refused',
  async (name) => {
    await onEach(withBody(), async (route) => {
      expect(route.fields).not.toContain(name)
      refusal(await send(route, { json: { [name]: 'owner' } }), 'invalid')
    })
  },
)

test('[A11] an object, a list, a number or nothing in the place of a text is refused', async () => {
  await onEach(withBody(), async (route) => {
    for (const field of route.fields) {
      const nothing = route.emptiable.includes(field) ? [] : [null]
      for (const wrong of [{ $gt: '' }, [], [[]], -1.5, ...nothing]) {
        refusal(await send(route, { json: { [field]: wrong } }), 'invalid')
      }
    }
  })
})

test('[A11] [A13] parameters that are no text or twice there are refused or belong to nobody', async () => {
  await onEach(routes, async (route) => {
    if (route.method !== 'GET') return
    const queries = [
      'limit[]=1',
      'limit=-1',
      'limit=1e9',
      'limit=10abc',
      'limit=9007199254740993',
      'limit=1&limit=2',
    ]
    for (const query of queries) {
      const answer = await alice.get(`${route.path}?${query}`)
      expect([query, answer.status < 500]).toEqual([query, true])
    }
  })
})

const killers = [
  `${'a'.repeat(50_000)}!`,
  `${'a@'.repeat(25_000)}`,
  `a@${'a.'.repeat(25_000)}`,
  `${' '.repeat(50_000)}x`,
  '\\'.repeat(25_000),
  '("'.repeat(25_000),
]
test('[A20] text that is made to keep a pattern busy is refused quickly in every field', async () => {
  const started = process.cpuUsage()
  let count = 0
  await onEach(withBody(), async (route) => {
    for (const field of route.fields) {
      for (const text of killers) {
        count++
        const { status } = await send(route, { json: { [field]: text } })
        expect([400, 401, 413, 422]).toContain(status)
      }
    }
  })
  const { user, system } = process.cpuUsage(started)
  expect((user + system) / 1000 / count).toBeLessThan(50)
})

test('[A15] no other origin is ever invited, with or without asking first', async () => {
  const { host } = new URL(server.url)
  const origins = ['https://evil.example', 'null', `http://${host}.evil.example`, `http://evil.${host}`]
  await onEach(routes, async ({ method, path }) => {
    for (const Origin of origins) {
      const asked = await request(server, 'OPTIONS', path, {
        headers: { Origin, 'Access-Control-Request-Method': method },
      })
      const answer = await request(server, method, path, { headers: { ...alice.headers, Origin } })
      for (const { headers } of [asked, answer]) {
        expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
      }
      if (method !== 'GET') refusal(answer, 'foreign_origin' satisfies ErrorCode)
    }
  })
})

test('[A18] [A16] every answer of every route forbids caches and has all headers', async () => {
  // Anybody may begin to use a passkey, which is noted for ten minutes.
  const lasting = routes.filter(({ path }) => path !== '/auth/passkey-options')
  await onEach(lasting, async ({ method, path }) => {
    for (const headers of [{}, { Authorization: 'Bearer nobody' }]) {
      const answer = await request(server, method, path, { headers })
      expect(answer.headers.get('Cache-Control')).toBe('no-store')
      expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    }
  })
})

test('[E01] without a session, or with one that is none, every route but the open ones answers 401 and sends nobody anywhere', async () => {
  const cookies = ['', 'natter_access=garbled', `__Host-natter_access=${alice.token}`]
  const closed = routes.filter(({ isOpen }) => !isOpen)
  await onEach(closed, async ({ method, path }) => {
    for (const Cookie of cookies) {
      const answer = await request(server, method, path, { headers: { Cookie } })
      refusal(answer, 'unauthenticated')
      expect(answer.headers.get('Location')).toBeNull()
    }
  })
})

test('[E10] reading changes nothing', async () => {
  const reading = routes.filter(({ method }) => method === 'GET')
  await onEach(reading, async (route) => {
    const { status } = await send(route, {})
    expect(status).toBeLessThan(500)
  })
})

test('[E14] a token in the address signs nobody in', async () => {
  const closed = routes.filter(({ isOpen }) => !isOpen)
  await onEach(closed, async ({ method, path }) => {
    for (const name of ['token', 'access_token']) {
      refusal(await request(server, method, `${path}?${name}=${alice.token}`), 'unauthenticated')
    }
  })
})
