import { describe, expect, test } from 'bun:test'
import { me } from '#protocol/accounts'
import { identityList } from '#protocol/oauth'
import { serverInfo } from '#protocol/server-info'
import { freePort } from '#scripts/free-port'
import { journey } from '../harness/oauth-journey'
import { startOidcProvider } from '../harness/oidc-provider'
import { browser } from '../harness/probe-browser'
import { people } from '../harness/probe-people'
import { refusal, request } from '../harness/request'
import { type Engine, engines, startServer } from '../harness/server'

async function world(engine: Engine, settings: Record<string, string | boolean> = {}) {
  const port = await freePort()
  const provider = await startOidcProvider(`http://localhost:${port}`)
  const server = await startServer({ engine, port, settings: { ...provider.settings, ...settings } })
  return {
    provider,
    server,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await provider.stop()
    },
  }
}

for (const engine of engines) {
  describe(engine, () => {
    test('[ACC-9] the first sign-in opens an account, and the next ones find it by who it is there', async () => {
      await using w = await world(engine)
      await w.provider.setPerson({ sub: 'a-1', preferred_username: 'Álice Müller!' })
      const first = journey(w.server)
      const answer = await first.back(await first.away('oidc'), 'person')
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/'])
      const alice = await whoIs(w.server, first.jar.header())
      expect(alice.username).toBe('Alice.Muller')
      expect(alice.email).toBeNull()

      await w.provider.setPerson({ sub: 'a-1', preferred_username: 'somebody-else' })
      const again = journey(w.server)
      await again.back(await again.away('oidc'))
      expect(await whoIs(w.server, again.jar.header())).toEqual(alice)

      await w.provider.setPerson({ sub: 'b-2', preferred_username: 'Alice.Muller' })
      const other = journey(w.server)
      await other.back(await other.away('oidc'))
      const bob = await whoIs(w.server, other.jar.header())
      expect(bob.username).toBe('Alice.Muller2')
      expect(bob.id).not.toBe(alice.id)
    })

    test('[D06] an e-mail address connects nobody to an account that has it', async () => {
      await using w = await world(engine)
      const [alice] = await people(w.server, 'alice')
      await w.provider.setPerson({ sub: 'e-1', name: 'Eve', email: alice.email, email_verified: true })
      const eve = journey(w.server)
      refusal(await eve.back(await eve.away('oidc')), 'link_required')
      const shown = journey(w.server)
      const answer = await shown.back(await shown.away('oidc'), 'person')
      expect(answer.headers.get('Location')).toBe('/?problem=link_required')
      expect(eve.jar.get('natter_access')).toBeNull()

      await w.provider.setPerson({ sub: 'e-1', name: 'Eve', email: alice.email, email_verified: false })
      const unsure = journey(w.server)
      await unsure.back(await unsure.away('oidc'))
      const account = await whoIs(w.server, unsure.jar.header())
      expect(account.id).not.toBe(alice.id)
      expect(account.email).toBeNull()
    })

    test('[D07] the same address under another subject is another person', async () => {
      await using w = await world(engine)
      const claims = { name: 'Alice', email: 'alice@example.org', email_verified: true }
      await w.provider.setPerson({ sub: 'a-1', ...claims })
      const first = journey(w.server)
      await first.back(await first.away('oidc'))
      expect((await whoIs(w.server, first.jar.header())).email).toBe(claims.email)

      await w.provider.setPerson({ sub: 'a-2', ...claims })
      const second = journey(w.server)
      refusal(await second.back(await second.away('oidc')), 'link_required')
    })

    test('[D08] a service is connected and disconnected by the person alone, and never as the last way in', async () => {
      await using w = await world(engine)
      const [alice, eve] = await people(w.server, 'alice', 'eve')
      await w.provider.setPerson({ sub: 'a-1', name: 'Alice' })
      const page = await browser(w.server, alice)
      const headers = { 'X-CSRF-Token': '' }
      refusal(await page.call('POST', '/auth/oauth/oidc', { json: { purpose: 'connect' }, headers }), 'csrf')
      refusal(
        await request(w.server, 'POST', '/auth/oauth/oidc', { json: { purpose: 'connect' } }),
        'unauthenticated',
      )

      const connecting = journey(w.server, page.jar)
      const answer = await connecting.back(await connecting.away('oidc', 'connect'), 'person')
      expect(answer.headers.get('Location')).toBe('/?settings=connected')
      const { identities } = (await alice.get('/auth/identities')).read(identityList)
      expect(identities.map(({ provider, label }) => [provider, label])).toEqual([['oidc', 'Example Login']])
      expect((await eve.get('/auth/identities')).read(identityList).identities).toEqual([])

      const theft = journey(w.server, (await browser(w.server, eve)).jar)
      refusal(await theft.back(await theft.away('oidc', 'connect')), 'taken')

      const signingIn = journey(w.server)
      await signingIn.back(await signingIn.away('oidc'))
      expect((await whoIs(w.server, signingIn.jar.header())).id).toBe(alice.id)

      refusal(await page.call('DELETE', '/auth/identities/oidc', { headers }), 'csrf')
      expect((await alice.delete('/auth/identities/oidc')).status).toBe(204)
      refusal(await alice.delete('/auth/identities/oidc'), 'not_found')

      await w.provider.setPerson({ sub: 'b-1', name: 'Bob' })
      const bob = journey(w.server)
      await bob.back(await bob.away('oidc'))
      const cookies = { Cookie: bob.jar.header(), 'X-CSRF-Token': bob.jar.get('natter_csrf') ?? '' }
      const own = { headers: { ...cookies, Origin: new URL(w.server.url).origin } }
      refusal(await request(w.server, 'DELETE', '/auth/identities/oidc', own), 'conflict')
      const again = journey(w.server)
      await again.back(await again.away('oidc'))
      expect((await whoIs(w.server, again.jar.header())).username).toBe('Bob')
    })

    test('[B16] where a passkey is asked for, a service is not enough', async () => {
      await using w = await world(engine)
      await w.provider.setPerson({ sub: 'a-1', name: 'Alice' })
      const first = journey(w.server)
      await first.back(await first.away('oidc'))
      await w.server.app.store.transaction((tx) =>
        tx.db.updateTable('accounts').set({ second_factor: 'passkey' }).execute(),
      )
      const again = journey(w.server)
      const answer = await again.back(await again.away('oidc'), 'person')
      expect(answer.headers.get('Location')).toBe('/?problem=passkey_required')
      expect(again.jar.get('natter_access')).toBeNull()
    })

    test('[B15] a disabled account is let in by no service', async () => {
      await using w = await world(engine)
      await w.provider.setPerson({ sub: 'a-1', name: 'Alice' })
      const first = journey(w.server)
      await first.back(await first.away('oidc'))
      const { id } = await whoIs(w.server, first.jar.header())
      await w.server.app.store.transaction((tx) =>
        tx.db.updateTable('accounts').set({ disabled_at: Date.now() }).where('id', '=', id).execute(),
      )
      const again = journey(w.server)
      refusal(await again.back(await again.away('oidc')), 'invalid_credentials')
      expect(again.jar.get('natter_access')).toBeNull()
    })
  })
}

test('[F39] a provider that is frozen or gone is answered in five seconds, and passwords work as ever', async () => {
  await using w = await world('sqlite')
  const [alice] = await people(w.server, 'alice')
  await w.provider.setPerson({ sub: 'a-1', name: 'Alice' })
  const before = journey(w.server)
  const address = await before.away('oidc')

  w.provider.freeze()
  refusal(await before.back(address), 'unavailable')
  expect((await browser(w.server, alice)).signIn.status).toBe(200)
  w.provider.thaw()
  const after = journey(w.server)
  await after.back(await after.away('oidc'))
  expect((await whoIs(w.server, after.jar.header())).username).toBe('Alice')

  await w.server.stop()
  await w.provider.stop()
  await w.server.start()
  const json = { purpose: 'sign_in' }
  const answer = await request(w.server, 'POST', '/auth/oauth/oidc', { json })
  expect(refusal(answer, 'unavailable').detail).toContain('Example Login')
  expect((await browser(w.server, alice)).signIn.status).toBe(200)
})

test('what is not set up, or not allowed, is neither offered nor begun', async () => {
  await using w = await world('sqlite', { 'sign_in.oauth': false })
  expect((await request(w.server, 'GET', '/server')).read(serverInfo).oauth_providers).toEqual([])
  const json = { purpose: 'sign_in' }
  refusal(await request(w.server, 'POST', '/auth/oauth/oidc', { json }), 'policy_disabled')
  await using open = await world('sqlite')
  expect((await request(open.server, 'GET', '/server')).read(serverInfo).oauth_providers).toEqual([
    { id: 'oidc', label: 'Example Login' },
  ])
  refusal(await request(open.server, 'POST', '/auth/oauth/spotify', { json }), 'not_found')
})

async function whoIs(server: { url: string }, cookie: string) {
  return (await request(server, 'GET', '/auth/me', { headers: { Cookie: cookie } })).read(me)
}
