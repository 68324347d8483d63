import { beforeAll, describe, expect, test } from 'bun:test'
import type { ErrorCode } from '#protocol/errors'
import type { RoomWithMembers } from '#protocol/rooms'
import { databaseState } from '../harness/database-state'
import { type Browser, browser } from '../harness/probe-browser'
import { anotherDevice, type Probe, password, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { rawRequest } from '../harness/raw-http'
import { type RequestOptions, refusal, request } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

interface Route {
  method: string
  path: string
  /** A body that would be accepted. */
  json?: Record<string, unknown>
  isOpen?: boolean
}

const unknownRoom = 'aaaaaaaaaaaaaaaa'
const nonsense = JSON.stringify({ text: 'x'.repeat(70_000) })

/** What can be wrong with a body, whatever the route. */
const badBodies: [string, ErrorCode, RequestOptions | (() => RequestOptions)][] = [
  ['a body that ends too soon', 'malformed', { body: '{"a":' }],
  ['an empty body', 'malformed', { body: ' ' }],
  ['a body that is not JSON', 'malformed', { body: 'content=hi' }],
  [
    'a body that is not UTF-8',
    'malformed',
    { body: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) },
  ],
  ['a body nested deeper than can be read', 'malformed', { body: '['.repeat(60_000) }],
  ['a list', 'invalid', { body: '[]' }],
  ['null', 'invalid', { body: 'null' }],
  ['a text', 'invalid', { body: '"hello"' }],
  [
    'a form',
    'unsupported_media_type',
    { body: 'a=b', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
  ],
  ['plain text', 'unsupported_media_type', { body: '{}', headers: { 'Content-Type': 'text/plain' } }],
  [
    'something like JSON',
    'unsupported_media_type',
    { body: '{}', headers: { 'Content-Type': 'application/json5' } },
  ],
  ['a body above 64 KiB', 'too_large', { body: nonsense }],
  [
    'a body above 64 KiB that does not say its length',
    'too_large',
    () => ({ body: new Blob([nonsense]).stream() }),
  ],
  ['a body of 2 MB', 'too_large', { body: nonsense.repeat(30) }],
]

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })
    let alice: Probe
    let bob: Probe
    let eve: Probe
    let page: Browser
    let room: RoomWithMembers
    let routes: Route[] = []

    beforeAll(async () => {
      ;[alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      page = await browser(server, alice)
      room = await groupRoom(alice, [bob])
      await directRoom(alice, bob)
      await write(alice, room, 'Noodles?')
      const own = `/chat/rooms/${room.id}`
      routes = [
        {
          method: 'POST',
          path: '/auth/register',
          json: { username: 'carol', email: 'carol@example.org', password },
          isOpen: true,
        },
        { method: 'POST', path: '/auth/login', json: { username: alice.username, password }, isOpen: true },
        { method: 'POST', path: '/auth/refresh', json: { refresh_token: 'none' }, isOpen: true },
        { method: 'POST', path: '/chat/rooms', json: { room_type: 'group', name: 'Cellar' } },
        { method: 'PATCH', path: own, json: { name: 'Cellar' } },
        { method: 'POST', path: `${own}/members`, json: { user_id: eve.id } },
        { method: 'PATCH', path: `${own}/members/${bob.id}`, json: { role: 'admin' } },
        { method: 'POST', path: `${own}/messages`, json: { content: 'hi' } },
        { method: 'POST', path: `${own}/read`, json: { seq: 1 } },
        { method: 'GET', path: own },
        { method: 'GET', path: `${own}/messages` },
        { method: 'GET', path: '/chat/rooms' },
        { method: 'GET', path: '/users?query=ali' },
        { method: 'GET', path: '/auth/me' },
        { method: 'GET', path: '/auth/sessions' },
        { method: 'DELETE', path: own },
        { method: 'DELETE', path: `${own}/members/${bob.id}` },
        { method: 'DELETE', path: `/auth/sessions/${alice.sessionId}` },
        { method: 'POST', path: '/auth/logout' },
      ]
    })

    const withBody = () => routes.filter(({ json }) => json !== undefined)
    const withSession = () => routes.filter(({ isOpen }) => !isOpen)
    const changing = () => withSession().filter(({ method }) => method !== 'GET')
    const ofRoom = () => routes.filter(({ path }) => path.includes(room.id))
    const elsewhere = (path: string) => path.replace(room.id, unknownRoom)
    const goodBody = ({ json }: Route): RequestOptions => (json ? { json } : {})

    async function unchanged(work: () => Promise<void>) {
      const before = await databaseState(server.app.store)
      await work()
      expect(await databaseState(server.app.store)).toBe(before)
    }

    test.each(badBodies)(
      '[API-2] %s is refused as %s everywhere, and changes nothing',
      async (_, code, bad) => {
        await unchanged(async () => {
          for (const { method, path } of withBody())
            refusal(await alice.call(method, path, typeof bad === 'function' ? bad() : bad), code)
        })
      },
    )

    test('[API-2] a body without a media type is refused, and no body is an empty object', async () => {
      await unchanged(async () => {
        for (const { method, path, isOpen } of withBody()) {
          const lines = [
            `${method} /api/v1${path} HTTP/1.1`,
            'Host: localhost',
            `Authorization: Bearer ${alice.token}`,
          ]
          const raw = (more: string, body: string) =>
            rawRequest(server, `${[...lines, more].join('\r\n')}\r\n\r\n${body}`)
          refusal(await raw('Content-Length: 2', '{}'), 'unsupported_media_type')
          refusal(
            await raw('Content-Length: 0', ''),
            path === '/auth/refresh' && isOpen ? 'unauthenticated' : 'invalid',
          )
        }
      })
    })

    test('[API-2] an unknown field is refused by its name, whatever it is called', async () => {
      await unchanged(async () => {
        for (const route of withBody()) {
          for (const name of ['surprise', '__proto__', 'constructor', 'toString', 'room_ID', '']) {
            const json = JSON.stringify(route.json)
            const body = `${json.slice(0, -1)},${JSON.stringify(name)}:1}`
            const { errors } = refusal(await alice.call(route.method, route.path, { body }), 'invalid')
            expect(errors).toEqual([{ path: name, code: 'unknown_field', detail: expect.any(String) }])
          }
        }
      })
    })

    test('[API-2] a field of the wrong type is refused by its name', async () => {
      await unchanged(async () => {
        for (const route of withBody()) {
          for (const field of Object.keys(route.json ?? {})) {
            for (const wrong of [{}, [], null, true, 1.5, -1]) {
              const json = { ...route.json, [field]: wrong }
              const { errors = [] } = refusal(await alice.call(route.method, route.path, { json }), 'invalid')
              expect(errors.map(({ path }) => path.split('.')[0])).toContain(field)
            }
          }
        }
      })
    })

    test('[API-2] however JSON is spelled as the media type, it is read', async () => {
      for (const type of [
        'application/json; charset=utf-8',
        'Application/JSON',
        'application/json ; charset=utf-8',
        'application/json;',
      ]) {
        const answer = await alice.call('POST', `/chat/rooms/${room.id}/messages`, {
          body: '{"content":"hi"}',
          headers: { 'Content-Type': type },
        })
        expect([type, answer.status]).toEqual([type, 201])
      }
    })

    test('[API-2] without a session everything but the open routes is refused, before anything else is looked at', async () => {
      const phone = await anotherDevice(server, alice)
      await phone.call('POST', '/auth/logout')
      await unchanged(async () => {
        for (const route of withSession()) {
          for (const headers of [
            {},
            { Authorization: 'Bearer nonsense' },
            { Cookie: 'natter_access=%E0%A4%A' },
            phone.headers,
          ]) {
            for (const path of [route.path, elsewhere(route.path)]) {
              refusal(
                await request(server, route.method, path, { ...goodBody(route), headers }),
                'unauthenticated',
              )
            }
          }
        }
      })
    })

    test('[API-2] [ACC-11] a change by cookie without a token, or from another site, is refused everywhere', async () => {
      await unchanged(async () => {
        for (const route of changing()) {
          const attempt = (headers: Record<string, string>) =>
            page.call(route.method, route.path, { ...goodBody(route), headers })
          refusal(await attempt({ 'X-CSRF-Token': '' }), 'csrf')
          refusal(await attempt({ Origin: 'https://evil.example' }), 'foreign_origin')
        }
      })
    })

    test('[ROOM-2] a room one is not in and one that never was give the same answer, byte for byte', async () => {
      await unchanged(async () => {
        for (const route of ofRoom()) {
          const [foreign, unknown] = await Promise.all(
            [route.path, elsewhere(route.path)].map((path) => eve.call(route.method, path, goodBody(route))),
          )
          if (!foreign || !unknown) throw new Error('two requests have two answers')
          refusal(foreign, 'not_a_member')
          expect(unknown.text).toBe(foreign.text)
          expect(headersOf(unknown)).toEqual(headersOf(foreign))
        }
      })
    })
  })
}

function headersOf({ headers }: { headers: Headers }): Record<string, string> {
  const { date, ...rest } = Object.fromEntries(headers)
  return rest
}
