import { describe, expect, test } from 'bun:test'
import { type SignedIn, signedIn } from '#protocol/sessions'
import { hashRefreshToken, makeRefreshToken } from '#server/auth/refresh-token'
import { changed, claims, doubled, flipLast, unsigned, withHeader } from '../harness/forged-tokens'
import { browser } from '../harness/probe-browser'
import { type Probe, password, people } from '../harness/probe-people'
import { type Answer, refusal, request } from '../harness/request'
import { rotatedAgo } from '../harness/roles'
import { engines, startServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

interface Tokens extends SignedIn {
  access_token: string
  refresh_token: string
}

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    function refresh(refresh_token: string): Promise<Answer> {
      return request(server, 'POST', '/auth/refresh', { json: { refresh_token } })
    }

    async function refreshed(token: string): Promise<Tokens> {
      const {
        access_token = '',
        refresh_token = '',
        ...rest
      } = (await refresh(token)).read(signedIn.strict())
      return { ...rest, access_token, refresh_token }
    }

    function me(token: string): Promise<Answer> {
      return request(server, 'GET', '/auth/me', { headers: { Authorization: `Bearer ${token}` } })
    }

    test('[ACC-4] a page gets its tokens as cookies no script can read, and none in the body', async () => {
      const [alice] = await people(server, 'alice')
      const { signIn, jar } = await browser(server, alice)

      expect(Object.keys(signIn.read(signedIn.strict())).toSorted()).toEqual([
        'expires_in',
        'token_type',
        'user',
      ])
      const cookies = signIn.headers.getSetCookie()
      expect(cookies).toHaveLength(4)
      for (const cookie of cookies) {
        expect(cookie).toContain('SameSite=Lax')
        expect(cookie).toContain('Path=/')
        expect(cookie).not.toContain('Domain')
        expect(cookie.includes('HttpOnly')).toBe(!cookie.startsWith('natter_csrf='))
      }
      for (const name of ['natter_access', 'natter_refresh']) {
        expect(jar.get(name)?.length).toBeGreaterThan(40)
        expect(signIn.text).not.toContain(jar.get(name) ?? '')
      }
    })

    test.each([{ Origin: 'own' }, { 'Sec-Fetch-Site': 'same-origin' }])(
      '[ACC-4] whoever sends %o is a page',
      async (headers) => {
        const [alice] = await people(server, 'alice')
        const json = { username: alice.username, password }
        const own = 'Origin' in headers ? { Origin: new URL(server.url).origin } : headers
        const answer = await request(server, 'POST', '/auth/login', { json, headers: own })
        expect(answer.text).not.toContain('access_token')
        expect(answer.headers.getSetCookie()).toHaveLength(4)
      },
    )

    test('[ACC-4] any other program gets the tokens in the body, and no cookie', async () => {
      const [alice] = await people(server, 'alice')
      const answer = await request(server, 'POST', '/auth/login', {
        json: { username: alice.username, password },
      })

      const { access_token, refresh_token } = answer.read(signedIn.strict())
      expect(answer.headers.getSetCookie()).toEqual([])
      expect((await me(access_token ?? '')).status).toBe(200)
      expect((await refresh(refresh_token ?? '')).status).toBe(200)
    })

    test('[ACC-4] a page refreshes with its cookie, gets new cookies, and still no token', async () => {
      const [alice] = await people(server, 'alice')
      const page = await browser(server, alice)
      const before = page.jar.get('natter_refresh')
      const csrfBefore = page.csrf

      const answer = await page.call('POST', '/auth/refresh', { json: {} })

      expect(Object.keys(answer.read(signedIn.strict())).toSorted()).toEqual([
        'expires_in',
        'token_type',
        'user',
      ])
      expect(page.jar.get('natter_refresh')).not.toBe(before)
      expect(page.csrf).toBe(csrfBefore)
      expect((await page.call('GET', '/auth/me')).status).toBe(200)
    })

    test('[ACC-4] a cookie is never exchanged for tokens in a body, whatever headers come with it', async () => {
      const [alice] = await people(server, 'alice')
      const page = await browser(server, alice)
      const Cookie = `natter_refresh=${page.jar.get('natter_refresh')}`

      const answer = await request(server, 'POST', '/auth/refresh', { json: {}, headers: { Cookie } })

      expect(answer.text).not.toContain('access_token')
      expect(answer.text).not.toContain('refresh_token')
    })

    test('[ACC-4] refreshing gives a new pair for the same session', async () => {
      const [alice] = await people(server, 'alice')

      const next = await refreshed(alice.refreshToken)

      expect(next.refresh_token).not.toBe(alice.refreshToken)
      expect(next.user.id).toBe(alice.id)
      expect((await me(next.access_token)).status).toBe(200)
      expect((await refresh(next.refresh_token)).status).toBe(200)
    })

    test('[ACC-4] two devices, or two tabs, that refresh at once get the same successor', async () => {
      const [alice] = await people(server, 'alice')

      const pairs = await Promise.all(Array.from({ length: 10 }, () => refreshed(alice.refreshToken)))

      expect(new Set(pairs.map(({ refresh_token }) => refresh_token)).size).toBe(1)
      expect((await refresh(pairs[0]?.refresh_token ?? '')).status).toBe(200)
    })

    test('[ACC-4] a token two generations back is refused and ends the session for everyone who has it', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const second = await refreshed(alice.refreshToken)
      const third = await refreshed(second.refresh_token)

      refusal(await refresh(alice.refreshToken), 'unauthenticated')

      refusal(await refresh(third.refresh_token), 'unauthenticated')
      refusal(await me(third.access_token), 'unauthenticated')
      expect((await me(bob.token)).status).toBe(200)
    })

    test('[ACC-4] a stolen old token presented many times at once is refused each time', async () => {
      const [alice] = await people(server, 'alice')
      await refreshed((await refreshed(alice.refreshToken)).refresh_token)

      const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(alice.refreshToken)))

      for (const answer of answers) refusal(answer, 'unauthenticated')
    })

    test('[ACC-4] [E07] a token whose successor is in use ends the session after the grace', async () => {
      const [alice] = await people(server, 'alice')
      const next = await refreshed(alice.refreshToken)
      expect((await me(next.access_token)).status).toBe(200)
      await rotatedAgo(server, alice, 11_000)

      refusal(await refresh(alice.refreshToken), 'unauthenticated')

      refusal(await me(next.access_token), 'unauthenticated')
    })

    test('[ACC-4] the database holds no token, only a hash of the newest refresh token', async () => {
      const [alice] = await people(server, 'alice')
      const rows = await server.app.store.db
        .selectFrom('sessions')
        .selectAll()
        .where('id', '=', alice.sessionId)
        .execute()
      expect(rows.map(({ refresh_hash }) => refresh_hash)).toEqual([hashRefreshToken(alice.refreshToken)])
      expect(JSON.stringify(rows)).not.toContain(alice.refreshToken)
    })

    const refreshForgeries: [string, (alice: Probe) => string][] = [
      [
        'of another key',
        (a) => makeRefreshToken(new Uint8Array(32), { sessionId: a.sessionId, generation: 0 }),
      ],
      ['with its last letter changed', (a) => flipLast(a.refreshToken)],
      ['of a later generation', (a) => a.refreshToken.replace('.0.', '.1.')],
      ['that is an access token', (a) => a.token],
      ['that is empty', () => ''],
      ['that is text', () => 'let me in'],
    ]
    test.each(refreshForgeries)(
      '[ACC-4] a refresh token %s is refused and harms nobody',
      async (_, forge) => {
        const [alice] = await people(server, 'alice')
        refusal(await refresh(forge(alice)), 'unauthenticated')
        expect((await refresh(alice.refreshToken)).status).toBe(200)
      },
    )

    test('[ACC-4] a token signed by this server is accepted', async () => {
      const [alice] = await people(server, 'alice')
      expect((await me(await claims(alice).sign(server.app.keys.accessToken))).status).toBe(200)
    })

    const accessForgeries: [string, (alice: Probe, key: Uint8Array) => Promise<string> | string][] = [
      ['that is not signed', (a) => unsigned(a)],
      ['that says not to be signed', (a) => withHeader(a.token, { alg: 'none', typ: 'at+jwt' })],
      ['without its signature', (a) => `${a.token.split('.').slice(0, 2).join('.')}.`],
      ['of another key', (a) => claims(a).sign(new Uint8Array(32))],
      ['of another type', (a, key) => claims(a, { alg: 'HS256', typ: 'JWT' }).sign(key)],
      ['of no type', (a, key) => claims(a, { alg: 'HS256' }).sign(key)],
      ['of another algorithm', (a, key) => claims(a, { alg: 'HS512', typ: 'at+jwt' }).sign(doubled(key))],
      ['for another audience', (a, key) => claims(a).setAudience('elsewhere').sign(key)],
      ['from another issuer', (a, key) => claims(a).setIssuer('elsewhere').sign(key)],
      ['that is not good yet', (a, key) => claims(a).setNotBefore('1 hour').sign(key)],
      ['that has run out', (a, key) => claims(a).setExpirationTime('1 second ago').sign(key)],
      ['for another person', (a, key) => claims(a).setSubject('somebodyelse').sign(key)],
      ['of no session', (a, key) => claims({ ...a, sessionId: 'nosession' }).sign(key)],
      ['with a claim changed', (a) => changed(a.token)],
      ['that is a refresh token', (a) => a.refreshToken],
    ]
    test.each(accessForgeries)('[ACC-4] [E02] [E03] an access token %s is nobody', async (_, forge) => {
      const [alice] = await people(server, 'alice')
      refusal(await me(await forge(alice, server.app.keys.accessToken)), 'unauthenticated')
    })

    test.each(['', 'Bearer', 'Bearer ', 'Basic YWxpY2U6eA==', 'Bearer a b', 'Bearer \u00e4'])(
      '[ACC-4] the Authorization header "%s" is nobody',
      async (header) => {
        refusal(
          await request(server, 'GET', '/auth/me', { headers: { Authorization: header } }),
          'unauthenticated',
        )
      },
    )
  })
}

describe('over HTTPS', () => {
  test('[ACC-4] cookies are only sent encrypted, to this host alone', async () => {
    const origin = 'https://chat.example.org'
    await using server = await startServer({ settings: { public_url: origin } })
    const [alice] = await people(server, 'alice')
    const json = { username: alice.username, password }

    const answer = await request(server, 'POST', '/auth/login', { json, headers: { Origin: origin } })

    const cookies = answer.headers.getSetCookie()
    expect(cookies.map((cookie) => cookie.split('=')[0]).toSorted()).toEqual([
      '__Host-natter_access',
      '__Host-natter_csrf',
      '__Host-natter_device',
      '__Host-natter_refresh',
    ])
    for (const cookie of cookies) expect(cookie).toContain('Secure')
  })
})
