import { describe, expect, test } from 'bun:test'
import { passkeyOptions } from '#protocol/passkeys'
import { freePort } from '#scripts/free-port'
import { listAuditEntries } from '#server/store/audit'
import { cookieJar } from '../harness/cookies'
import { journey } from '../harness/oauth-journey'
import { type Browser, browser } from '../harness/probe-browser'
import { people } from '../harness/probe-people'
import { refusal, request } from '../harness/request'
import { engines, startServer, type TestServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'
import { type Lies, softDevice } from '../harness/soft-device'
import { startSpotify } from '../harness/spotify'

async function noted({ app }: TestServer, accountId?: string) {
  const rows = await listAuditEntries(app.store, { accountId }, 100)
  return rows.map(({ event, address, details }) => [event, address, JSON.parse(details)]).toReversed()
}

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    async function withPasskey(name: string) {
      const [person] = await people(server, name)
      const page = await browser(server, person)
      const device = softDevice(page.origin, person.id)
      const options = (await page.call('POST', '/auth/passkey-registration')).read(passkeyOptions)
      const json = { name: 'Kitchen laptop', credential: device.make(options) }
      expect((await page.call('POST', '/auth/passkeys', { json })).status).toBe(201)
      return { person, page, device }
    }

    async function tryPasskey(page: Browser, device: ReturnType<typeof softDevice>, lies: Lies) {
      const jar = cookieJar()
      const begun = await request(server, 'POST', '/auth/passkey-options', {
        headers: { Origin: page.origin },
      })
      jar.take(begun)
      const json = { credential: device.use(begun.read(passkeyOptions), lies) }
      const headers = { Origin: page.origin, Cookie: jar.header() }
      return request(server, 'POST', '/auth/passkey-login', { json, headers })
    }

    test('[P04] what a passkey changes is noted, and none of it when it is refused', async () => {
      const { person, page, device } = await withPasskey('alice')
      await page.call('PATCH', '/auth/passkeys', { json: { is_required: true } })
      refusal(await page.call('DELETE', `/auth/passkeys/${device.id}`), 'conflict')
      await page.call('PATCH', '/auth/passkeys', { json: { is_required: false } })
      await page.call('DELETE', `/auth/passkeys/${device.id}`)

      const entries = await noted(server, person.id)

      expect(entries.filter(([event]) => /passkey|second_factor/.test(event))).toEqual([
        ['passkey_added', '127.0.0.1', {}],
        ['second_factor_changed', '127.0.0.1', { is_required: true }],
        ['second_factor_changed', '127.0.0.1', { is_required: false }],
        ['passkey_removed', '127.0.0.1', {}],
      ])
      expect(JSON.stringify(entries)).not.toMatch(new RegExp(`Kitchen|${device.id}`))
    })

    test('[P04] a passkey that is refused is a sign-in that failed', async () => {
      const { page, device } = await withPasskey('bob')
      const failures = async () => (await noted(server)).filter(([event]) => event === 'login_failed').length
      const before = await failures()
      refusal(await tryPasskey(page, device, { isForged: true }), 'sign_in_refused')
      expect(await failures()).toBe(before + 1)
      expect((await tryPasskey(page, device, {})).status).toBe(200)
      expect(await failures()).toBe(before + 1)
    })
  })
}

test('[P04] connecting and disconnecting a service is noted, and a sign-in through it that is refused', async () => {
  using spotify = startSpotify()
  await using server = await startServer({ port: await freePort(), settings: spotify.settings })
  const [alice] = await people(server, 'alice')
  const page = await browser(server, alice)
  spotify.person = { id: 's-1', display_name: 'Somebody' }
  const mine = journey(server, page.jar)
  await mine.back(await mine.away('spotify', 'connect'))
  await page.call('DELETE', '/auth/identities/spotify')
  spotify.fault = 'no profile'
  const eve = journey(server)
  refusal(await eve.back(await eve.away('spotify')), 'sign_in_refused')

  const entries = await noted(server, alice.id)

  expect(entries.filter(([event]) => event.startsWith('identity'))).toEqual([
    ['identity_connected', '127.0.0.1', { provider: 'spotify' }],
    ['identity_disconnected', '127.0.0.1', { provider: 'spotify' }],
  ])
  expect(JSON.stringify(await noted(server))).not.toMatch(/s-1|Somebody/)
  expect((await noted(server)).filter(([event]) => event === 'login_failed')).toEqual([
    ['login_failed', '127.0.0.1', {}],
  ])
})
