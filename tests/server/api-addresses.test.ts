import { beforeAll, describe, expect, test } from 'bun:test'
import { type Probe, people } from '../harness/probe-people'
import { groupRoom } from '../harness/probe-rooms'
import { rawRequest } from '../harness/raw-http'
import { refusal, request } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const unknownRoom = 'aaaaaaaaaaaaaaaa'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })
    let alice: Probe
    let room: { id: string }

    beforeAll(async () => {
      ;[alice] = await people(server, 'alice')
      room = await groupRoom(alice)
    })

    test('[API-2] a method an address does not take is answered with those it takes', async () => {
      const paths: [string, string, string][] = [
        ['PUT', '/auth/login', 'POST'],
        ['GET', '/auth/register', 'POST'],
        ['POST', '/auth/me', 'GET, HEAD, PATCH, DELETE'],
        ['DELETE', '/chat/rooms', 'GET, HEAD, POST'],
        ['PUT', `/chat/rooms/${room.id}`, 'GET, HEAD, PATCH, DELETE'],
        ['PATCH', `/chat/rooms/${unknownRoom}/messages`, 'GET, HEAD, POST'],
        ['OPTIONS', '/users', 'GET, HEAD'],
      ]
      for (const [method, path, allow] of paths) {
        const answer = await alice.call(method, path)
        refusal(answer, 'method_not_allowed')
        expect(answer.headers.get('Allow')).toBe(allow)
      }
    })

    test('[API-2] an address that is not there is not found', async () => {
      for (const path of [
        '',
        '/',
        '/nothing',
        '/auth',
        '/auth/login/',
        '/chat/rooms/',
        '/chat//rooms',
        '/%E0%A4%A',
        '/../v2',
        `/chat/rooms/${room.id}/nothing`,
      ]) {
        for (const method of ['GET', 'POST', 'DELETE']) {
          refusal(await alice.call(method, path), 'not_found')
        }
      }
    })

    test('[API-2] an id that cannot be one is refused by its name', async () => {
      for (const id of [
        'A',
        'a'.repeat(33),
        'a-b',
        '..%2F..',
        '%00',
        '%20',
        "'%20or%201=1",
        '%F0%9F%98%80',
      ]) {
        const { errors } = refusal(await alice.get(`/chat/rooms/${id}`), 'invalid')
        expect(errors?.map(({ path }) => path)).toEqual(['room_id'])
      }
    })

    const badQueries: [string, string][] = [
      ...[
        'limit=0',
        'limit=101',
        'limit=-1',
        'limit=1.5',
        'limit=',
        'limit=ten',
        'limit=1e1',
        'limit=%00',
      ].map((query): [string, string] => [query, 'limit']),
      ...['before=-1', 'before=0x10', 'before=9999999999999999', 'before=1&before=2', 'before=1&after=2'].map(
        (query): [string, string] => [query, 'before'],
      ),
      ['after=abc', 'after'],
      ['around=%F0%9F%98%80', 'around'],
      ['around=1&around=1', 'around'],
      ['page=2', 'page'],
    ]
    test.each(badQueries)('[API-2] history with ?%s is refused by the name %s', async (query, field) => {
      const { errors } = refusal(await alice.get(`/chat/rooms/${room.id}/messages?${query}`), 'invalid')
      expect(errors?.map(({ path }) => path)).toEqual([field])
    })

    test.each(['', 'query=', `query=${'a'.repeat(65)}`, 'query=%00', 'query=a&query=b'])(
      '[API-2] a search for people with ?%s is refused',
      async (query) => {
        const { errors } = refusal(await alice.get(`/users?${query}`), 'invalid')
        expect(errors?.map(({ path }) => path)).toEqual(['query'])
      },
    )

    test('[API-5] a request without exactly one usable Host is refused', async () => {
      for (const head of ['HTTP/1.0', 'HTTP/1.1\r\nHost: a\r\nHost: b', 'HTTP/1.1\r\nHost: a b']) {
        refusal(await rawRequest(server, `GET /api/v1/server ${head}\r\n\r\n`), 'malformed')
      }
    })

    test('[OPS-7] refusals carry the security headers and are never cached', async () => {
      const answers = [
        await request(server, 'GET', '/auth/me'),
        await request(server, 'GET', '/nothing'),
        await request(server, 'POST', '/auth/login', { body: '{' }),
        await request(server, 'POST', '/auth/login', { body: 'x'.repeat(70_000) }),
      ]
      for (const { headers } of answers) {
        expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
        expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'")
        expect(headers.get('Cache-Control')).toBe('no-store')
      }
    })
  })
}
