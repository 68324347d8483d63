import { describe, expect, test } from 'bun:test'
import { me } from '#protocol/accounts'
import { codeRequested } from '#protocol/codes'
import { exported } from '#protocol/exports'
import { passkeyOptions } from '#protocol/passkeys'
import { proofWays } from '#protocol/proofs'
import type { ProvenAction } from '#protocol/proven-action'
import { freePort } from '#scripts/free-port'
import type { CookieJar } from '../harness/cookies'
import { codeIn } from '../harness/mailbox'
import { mailingServer } from '../harness/mailing-server'
import { type Journey, journey } from '../harness/oauth-journey'
import { startOidcProvider } from '../harness/oidc-provider'
import { browser } from '../harness/probe-browser'
import { password, people } from '../harness/probe-people'
import { refusal, request } from '../harness/request'
import { engines, startServer, type TestServer } from '../harness/server'
import { softDevice } from '../harness/soft-device'
import { startSpotify } from '../harness/spotify'

/** A request as a page makes it that has these cookies. */
function call(server: TestServer, jar: CookieJar, method: string, path: string, json?: object) {
  const headers = {
    ...{ Origin: new URL(server.url).origin, Cookie: jar.header() },
    'X-CSRF-Token': jar.get('natter_csrf') ?? '',
  }
  return request(server, method, path, { headers, ...(json && { json }) })
}

async function withSpotify(engine: (typeof engines)[number]) {
  const port = await freePort()
  const spotify = startSpotify()
  const server = await startServer({ engine, port, settings: spotify.settings })
  async function signIn(id: string): Promise<Journey> {
    spotify.person = { id, display_name: id }
    const way = journey(server)
    expect((await way.back(await way.away('spotify'))).status).toBe(303)
    return way
  }
  /** Goes to the service and back, as this person. */
  async function prove(way: Journey, id: string, action: ProvenAction) {
    spotify.person = { id, display_name: id }
    return way.back(await way.away('spotify', action), 'person')
  }
  return {
    ...{ server, spotify, signIn, prove },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      spotify[Symbol.dispose]()
    },
  }
}

for (const engine of engines) {
  describe(engine, () => {
    test('[ACC-10] who came by another service deletes their account by confirming it there', async () => {
      await using site = await withSpotify(engine)
      const { server, prove } = site
      const alice = await site.signIn('alice')
      const ways = (await call(server, alice.jar, 'GET', '/auth/me/proofs')).read(proofWays)
      expect(ways).toEqual({
        ...{ has_password: false, has_code: false, has_passkey: false },
        services: [{ id: 'spotify', label: 'Spotify' }],
      })
      refusal(await call(server, alice.jar, 'DELETE', '/auth/me', {}), 'wrong_password')

      const back = await prove(alice, 'alice', 'deletion')

      expect(back.headers.get('Location')).toBe('/?settings=deletion')
      expect(site.spotify.asked.at(-3)).toContain('show_dialog=true')
      expect((await call(server, alice.jar, 'DELETE', '/auth/me', {})).status).toBe(204)
      refusal(await call(server, alice.jar, 'GET', '/auth/me'), 'unauthenticated')
    })

    test('[O01] what a service said counts once, for what it was asked for, in that session, of that person', async () => {
      await using site = await withSpotify(engine)
      const { server, prove } = site
      const alice = await site.signIn('alice')
      const eve = await site.signIn('eve')

      const refused = await prove(alice, 'eve', 'deletion')
      expect(refused.headers.get('Location')).toBe('/?settings=sign_in_refused')
      refusal(await call(server, alice.jar, 'DELETE', '/auth/me', {}), 'wrong_password')

      await prove(alice, 'alice', 'export')
      refusal(await call(server, alice.jar, 'DELETE', '/auth/me', {}), 'sign_in_expired')
      refusal(await call(server, alice.jar, 'POST', '/auth/me/export', {}), 'sign_in_expired')

      await prove(eve, 'eve', 'deletion')
      const Cookie = `${alice.jar.header()}; natter_proof=${eve.jar.get('natter_proof')}`
      const headers = { Origin: new URL(server.url).origin, Cookie }
      const csrf = { 'X-CSRF-Token': alice.jar.get('natter_csrf') ?? '' }
      const planted = await request(server, 'DELETE', '/auth/me', {
        json: {},
        headers: { ...headers, ...csrf },
      })
      refusal(planted, 'sign_in_expired')

      await prove(alice, 'alice', 'deletion')
      await server.app.store.transaction((tx) =>
        tx.db.updateTable('attempts').set({ expires_at: Date.now() }).execute(),
      )
      refusal(await call(server, alice.jar, 'DELETE', '/auth/me', {}), 'sign_in_expired')
      for (const { jar } of [alice, eve]) {
        expect((await call(server, jar, 'GET', '/auth/me')).read(me).has_password).toBe(false)
      }
    })

    test('[ACC-10] somebody deletes their account by a passkey, and by nobody else’s', async () => {
      await using server = await startServer({ engine })
      const [alice, eve] = await people(server, 'alice', 'eve')
      const page = await browser(server, alice)
      const device = softDevice(page.origin, alice.id)
      const options = (await page.call('POST', '/auth/passkey-registration')).read(passkeyOptions)
      const json = { name: 'Phone', credential: device.make(options) }
      expect((await page.call('POST', '/auth/passkeys', { json })).status).toBe(201)
      expect((await page.call('GET', '/auth/me/proofs')).read(proofWays).has_passkey).toBe(true)
      const ask = async (asker: typeof page) =>
        device.use((await asker.call('POST', '/auth/passkey-options')).read(passkeyOptions))

      const theirs = await browser(server, eve)
      const stolen = { json: { credential: await ask(theirs) } }
      refusal(await theirs.call('DELETE', '/auth/me', stolen), 'sign_in_refused')
      refusal(await theirs.call('DELETE', '/auth/me', stolen), 'sign_in_expired')

      const own = { json: { credential: await ask(page) } }
      expect((await page.call('DELETE', '/auth/me', own)).status).toBe(204)
      expect((await eve.get('/auth/me')).status).toBe(200)
    })

    test('[ACC-10] [O01] who has a password may use a code as well, and a code for one thing is none for another', async () => {
      await using site = await mailingServer({ engine })
      const [alice] = await people(site.server, 'alice')
      const code = async (purpose: ProvenAction) => {
        const { transaction } = (await alice.post('/auth/me/proof-code', { purpose })).read(codeRequested)
        return { code: codeIn(await site.mailbox.next(alice.email)), transaction }
      }
      expect((await alice.get('/auth/me/proofs')).read(proofWays)).toEqual({
        ...{ has_password: true, has_code: true, has_passkey: false, services: [] },
      })
      const forExport = await code('export')
      refusal(await alice.call('DELETE', '/auth/me', { json: forExport }), 'invalid_code')
      const forDeletion = await code('deletion')
      refusal(await alice.post('/auth/me/export', forDeletion), 'invalid_code')
      expect((await alice.post('/auth/me/export', forExport)).read(exported).account.id).toBe(alice.id)
      expect((await alice.call('DELETE', '/auth/me', { json: forDeletion })).status).toBe(204)
    })
  })
}

test('[O01] an OpenID Connect provider is told to ask anew, and what it says must be recent', async () => {
  const port = await freePort()
  await using provider = await startOidcProvider(`http://localhost:${port}`)
  await using server = await startServer({ port, settings: provider.settings })
  await provider.setPerson({ sub: 'a-1', name: 'Alice' })
  const alice = journey(server)
  await alice.back(await alice.away('oidc'))

  const back = await alice.back(await alice.away('oidc', 'deletion'), 'person')

  expect(back.headers.get('Location')).toBe('/?settings=deletion')
  expect((await call(server, alice.jar, 'DELETE', '/auth/me', {})).status).toBe(204)
  const [eve] = await people(server, 'eve')
  expect((await eve.call('DELETE', '/auth/me', { json: { password } })).status).toBe(204)
})
