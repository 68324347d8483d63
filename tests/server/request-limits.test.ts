import { expect, test } from 'bun:test'
import { sessionList } from '#protocol/sessions'
import { type Probe, password, people } from '../harness/probe-people'
import { type Answer, type RequestOptions, refusal, request } from '../harness/request'
import { startServer, type TestServer } from '../harness/server'

function requireWait(answer: Answer, mostSeconds: number) {
  refusal(answer, 'rate_limited')
  const seconds = Number(answer.headers.get('Retry-After'))
  expect(seconds).toBeGreaterThan(0)
  expect(seconds).toBeLessThanOrEqual(mostSeconds)
}

/** Answers to the same request made so often, one after the other. */
async function repeat(times: number, ask: (n: number) => Promise<Answer>): Promise<Answer[]> {
  const answers = []
  for (let n = 0; n < times; n++) answers.push(await ask(n))
  return answers
}

test('[OPS-5] a person has so many requests a minute on all devices together, and another has their own', async () => {
  await using server = await startServer({ settings: { 'limits.requests_per_minute': 5 } })
  const [alice, bob] = await people(server, 'alice', 'bob')

  const answers = await repeat(6, () => alice.get('/auth/me'))

  expect(answers.slice(0, 5).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  for (const answer of answers.slice(5)) requireWait(answer, 60)
  requireWait(await alice.post('/chat/rooms', { room_type: 'group', name: 'Kitchen' }), 60)
  expect((await bob.get('/auth/me')).status).toBe(200)
})

test('[OPS-5] who is not signed in is counted by address, and a bad token is nobody', async () => {
  await using server = await startServer({
    settings: { 'limits.requests_per_minute': 5, 'proxies.trusted': '127.0.0.1,::1' },
  })
  const [alice] = await people(server, 'alice')
  const from = (address: string) => ({ headers: { 'X-Forwarded-For': address } })

  await repeat(3, () => request(server, 'GET', '/server', from('192.0.2.1')))
  const forged = { headers: { ...from('192.0.2.1').headers, Authorization: 'Bearer nobody' } }
  await repeat(2, () => request(server, 'GET', '/auth/me', forged))

  requireWait(await request(server, 'GET', '/server', from('192.0.2.1')), 60)
  expect((await request(server, 'GET', '/server', from('192.0.2.2'))).status).toBe(200)
  expect((await alice.call('GET', '/auth/me', from('192.0.2.1'))).status).toBe(200)
})

const limited: [
  string,
  string,
  number,
  (server: TestServer, alice: Probe) => (n: number) => Promise<Answer>,
][] = [
  [
    'limits.registrations_per_hour',
    'accounts are opened',
    3600,
    (server) => (n) => {
      const json = { username: `carol${n}`, email: `carol${n}@example.org`, password }
      return request(server, 'POST', '/auth/register', { json })
    },
  ],
  [
    'limits.rooms_per_hour',
    'rooms are opened',
    3600,
    (_, alice) => (n) => alice.post('/chat/rooms', { room_type: 'group', name: `Room ${n}` }),
  ],
  [
    'limits.searches_per_minute',
    'people are looked for',
    60,
    (_, alice) => () => alice.get('/users?query=ali'),
  ],
  [
    'limits.searches_per_minute',
    'messages are looked for',
    60,
    (_, alice) => () => alice.get('/chat/search?query=noodles'),
  ],
  [
    'limits.attempts_per_minute',
    'passkeys are asked for',
    60,
    (server) => () => request(server, 'POST', '/auth/passkey-options'),
  ],
  [
    'limits.refreshes_per_hour',
    'tokens are renewed',
    3600,
    (server, alice) => () =>
      request(server, 'POST', '/auth/refresh', { json: { refresh_token: alice.refreshToken } }),
  ],
]
test.each(limited)('[OPS-5] with %s only so many %s', async (key, _, mostSeconds, asking) => {
  await using server = await startServer({ settings: { [key]: 2 } })
  const [alice] = await people(server, 'alice')
  const ask = asking(server, alice)

  const answers = await repeat(2, ask)

  expect(answers.every(({ status }) => status < 300)).toBe(true)
  requireWait(await ask(3), mostSeconds)
})

test('[OPS-5] opening a direct room that is there costs nothing', async () => {
  await using server = await startServer({ settings: { 'limits.rooms_per_hour': 1 } })
  const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
  const open = (whom: Probe) => alice.post('/chat/rooms', { room_type: 'direct', member_ids: [whom.id] })

  expect((await open(bob)).status).toBe(201)
  expect((await open(bob)).status).toBe(200)
  expect((await open(bob)).status).toBe(200)
  requireWait(await open(eve), 3600)
})

test('[A19] failed sign-ins count by the address a trusted proxy names, and by no other', async () => {
  const settings = { 'proxies.trusted': '127.0.0.1,::1', 'login.failures_per_address': 2 }
  await using server = await startServer({ settings })
  await using direct = await startServer({ settings: { 'login.failures_per_address': 2 } })
  const attempt = (at: TestServer, address: string, n: number) =>
    request(at, 'POST', '/auth/login', {
      json: { username: `nobody${n}`, password },
      headers: { 'X-Forwarded-For': address },
    })

  await repeat(2, (n) => attempt(server, `203.0.113.${n}, 192.0.2.1`, n))
  requireWait(await attempt(server, '203.0.113.9, 192.0.2.1', 3), 900)
  refusal(await attempt(server, '192.0.2.2', 4), 'invalid_credentials')

  await repeat(2, (n) => attempt(server, '2001:db8:1:2::1', 10 + n))
  requireWait(await attempt(server, '2001:db8:1:2:ffff::9', 13), 900)
  refusal(await attempt(server, '2001:db8:1:3::1', 14), 'invalid_credentials')

  await repeat(2, (n) => attempt(direct, `203.0.113.${n}`, n))
  requireWait(await attempt(direct, '203.0.113.77', 3), 900)
})

test('[A19] sessions show the address a trusted proxy names', async () => {
  await using server = await startServer({ settings: { 'proxies.trusted': '127.0.0.1,::1' } })
  const [alice] = await people(server, 'alice')
  const json = { username: alice.username, password }
  const from = (address: string): RequestOptions => ({ json, headers: { 'X-Forwarded-For': address } })
  await request(server, 'POST', '/auth/login', from('198.51.100.4'))

  const { sessions } = (await alice.get('/auth/sessions')).read(sessionList)

  expect(sessions.map(({ address }) => address)).toContain('198.51.100.4')
})

test('[ACC-4] a trusted proxy that took HTTPS makes cookies secure; anyone else does not', async () => {
  await using behind = await startServer({ settings: { 'proxies.trusted': '127.0.0.1,::1' } })
  await using direct = await startServer()
  for (const [server, isSecure] of [
    [behind, true],
    [direct, false],
  ] as const) {
    const [alice] = await people(server, 'alice')
    const headers = { 'X-Forwarded-Proto': 'https', Origin: new URL(server.url).origin }
    const json = { username: alice.username, password }
    const answer = await request(server, 'POST', '/auth/login', { json, headers })
    const cookies = answer.headers.getSetCookie()
    expect(cookies).toHaveLength(4)
    for (const cookie of cookies) {
      expect([cookie.startsWith('__Host-'), cookie.includes('Secure')]).toEqual([isSecure, isSecure])
    }
    expect(answer.headers.has('Strict-Transport-Security')).toBe(isSecure)
    const Cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ')
    const again = { headers: { 'X-Forwarded-Proto': 'https', Cookie } }
    expect((await request(server, 'GET', '/auth/me', again)).status).toBe(200)
  }
})
