import { describe, expect, test } from 'bun:test'
import { room, roomList } from '#protocol/rooms'
import { type Browser, browser } from '../harness/probe-browser'
import { type Probe, password, people } from '../harness/probe-people'
import { refusal, request } from '../harness/request'
import { engines, startServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const json = { room_type: 'group', name: 'Kitchen' }
const elsewhere = 'https://evil.example'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    async function pageOf(name: string): Promise<{ person: Probe; page: Browser }> {
      const [person] = await people(server, name)
      return { person, page: await browser(server, person) }
    }

    async function roomCount(person: Probe) {
      return (await person.get('/chat/rooms')).read(roomList).rooms.length
    }

    test('[ACC-11] a page of our own that repeats its token may change things', async () => {
      const { page } = await pageOf('alice')
      const answer = await page.call('POST', '/chat/rooms', { json })
      expect(answer.status).toBe(201)
      expect(answer.read(room).name).toBe('Kitchen')
    })

    test('[ACC-11] fetch metadata vouches for a page that sends no Origin', async () => {
      const { page } = await pageOf('alice')
      const headers = { Origin: '', 'Sec-Fetch-Site': 'same-origin' }
      expect((await page.call('POST', '/chat/rooms', { json, headers })).status).toBe(201)
    })

    test.each([
      ['without a token', { 'X-CSRF-Token': '' }],
      ['with a token of its own making', { 'X-CSRF-Token': 'a'.repeat(43) }],
      ['with a token that is not text', { 'X-CSRF-Token': '\u00fc' }],
      ['that no browser vouches for', { Origin: '' }],
    ])('[ACC-11] [E09] a change by cookie %s is refused and does nothing', async (_, headers) => {
      const { person, page } = await pageOf('alice')
      refusal(await page.call('POST', '/chat/rooms', { json, headers }), 'csrf')
      expect(await roomCount(person)).toBe(0)
    })

    test('[ACC-11] [E09] the token of another session is refused, even of the same person', async () => {
      const alice = await pageOf('alice')
      const eve = await pageOf('eve')
      const phone = await browser(server, alice.person)

      for (const { csrf } of [eve.page, phone]) {
        expect(csrf).not.toBe(alice.page.csrf)
        const answer = await alice.page.call('POST', '/chat/rooms', {
          json,
          headers: { 'X-CSRF-Token': csrf },
        })
        refusal(answer, 'csrf')
      }
      expect(await roomCount(alice.person)).toBe(0)
    })

    test('[ACC-11] the cookie of the token counts for nothing: only the session does', async () => {
      const alice = await pageOf('alice')
      const eve = await pageOf('eve')
      const Cookie = `natter_access=${alice.page.jar.get('natter_access')}; natter_csrf=${eve.page.csrf}`
      const headers = { Cookie, 'X-CSRF-Token': eve.page.csrf }
      refusal(await alice.page.call('POST', '/chat/rooms', { json, headers }), 'csrf')
    })

    const foreign: [string, Record<string, string>][] = [
      ['another site', { Origin: elsewhere }],
      ['no site (null)', { Origin: 'null' }],
      ['another port', { Origin: 'http://localhost:1' }],
      ['another name that ends like ours', { Origin: 'http://evil-localhost' }],
      ['a cross-site form', { Origin: '', 'Sec-Fetch-Site': 'cross-site' }],
      ['a sibling site', { Origin: '', 'Sec-Fetch-Site': 'same-site' }],
    ]
    test.each(foreign)(
      '[ACC-11] [E09] a change from %s is refused, whatever it carries',
      async (_, headers) => {
        const { person, page } = await pageOf('alice')
        refusal(await page.call('POST', '/chat/rooms', { json, headers }), 'foreign_origin')
        refusal(
          await request(server, 'POST', '/chat/rooms', {
            json,
            headers: { ...person.headers, ...withoutEmpty(headers) },
          }),
          'foreign_origin',
        )
        expect(await roomCount(person)).toBe(0)
      },
    )

    test('[ACC-11] [E11] no other site signs anybody in, out or up', async () => {
      const { person, page } = await pageOf('alice')
      const headers = { Origin: elsewhere }
      const username = `${person.username}-x`

      for (const [path, body] of [
        ['/auth/login', { username: person.username, password }],
        ['/auth/register', { username, email: `${username}@example.org`, password }],
        ['/auth/refresh', {}],
        ['/auth/logout', undefined],
      ] as const) {
        const answer = await page.call('POST', path, { headers, ...(body ? { json: body } : {}) })
        refusal(answer, 'foreign_origin')
        expect(answer.headers.getSetCookie()).toEqual([])
      }
      expect((await page.call('GET', '/auth/me')).status).toBe(200)
    })

    test.each(['PATCH', 'DELETE'])('[ACC-11] %s is held to the same', async (method) => {
      const { page } = await pageOf('alice')
      const { id } = (await page.call('POST', '/chat/rooms', { json })).read(room)
      const change = method === 'PATCH' ? { json: { name: 'Cellar' } } : {}

      refusal(
        await page.call(method, `/chat/rooms/${id}`, { ...change, headers: { 'X-CSRF-Token': '' } }),
        'csrf',
      )
      refusal(
        await page.call(method, `/chat/rooms/${id}`, { ...change, headers: { Origin: elsewhere } }),
        'foreign_origin',
      )
      expect((await page.call('GET', `/chat/rooms/${id}`)).read(room).name).toBe('Kitchen')
      expect((await page.call(method, `/chat/rooms/${id}`, change)).status).toBeLessThan(300)
    })

    test('[ACC-11] reading needs no token, and is not readable by other sites', async () => {
      const { page } = await pageOf('alice')
      const headers = { 'X-CSRF-Token': '', Origin: elsewhere }
      const answer = await page.call('GET', '/chat/rooms', { headers })
      expect(answer.status).toBe(200)
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
      expect(answer.headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin')
    })

    test('[ACC-11] a bearer token needs no CSRF token, and goes before a cookie', async () => {
      const alice = await pageOf('alice')
      const [bob] = await people(server, 'bob')
      const headers = { Cookie: alice.page.jar.header() }

      const answer = await bob.call('POST', '/chat/rooms', { json, headers })

      expect(answer.read(room).created_by).toBe(bob.id)
      expect(await roomCount(alice.person)).toBe(0)
    })

    test('[ACC-11] a bearer token that is not good is not helped out by a cookie', async () => {
      const { page } = await pageOf('alice')
      refusal(
        await page.call('GET', '/auth/me', { headers: { Authorization: 'Bearer nonsense' } }),
        'unauthenticated',
      )
    })
  })
}

describe('with a public address', () => {
  const own = 'https://chat.example.org'
  const further = 'https://intranet.example.org'

  test('[ACC-11] its pages and those of the further origins are let in, and nobody by the Host alone', async () => {
    await using server = await startServer({ settings: { public_url: own, origins: further } })
    const [alice] = await people(server, 'alice')
    const attempt = (headers: Record<string, string>) => alice.call('POST', '/chat/rooms', { json, headers })

    for (const Origin of [own, further]) expect((await attempt({ Origin })).status).toBe(201)
    for (const Origin of [
      elsewhere,
      new URL(server.url).origin,
      `${own}.evil.example`,
      'http://chat.example.org',
    ]) {
      refusal(await attempt({ Origin }), 'foreign_origin')
    }
    refusal(await attempt({ Origin: elsewhere, Host: 'evil.example' }), 'foreign_origin')
  })
})

function withoutEmpty(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
}
