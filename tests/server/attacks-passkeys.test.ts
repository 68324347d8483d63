import { beforeAll, describe, expect, test } from 'bun:test'
import { type PasskeyOptions, passkeyList, passkeyOptions } from '#protocol/passkeys'
import { signedIn } from '#protocol/sessions'
import { type CookieJar, cookieJar } from '../harness/cookies'
import { type Browser, browser } from '../harness/probe-browser'
import { type Probe, password, people } from '../harness/probe-people'
import { refusal, request } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'
import { type Lies, type SoftDevice, softDevice } from '../harness/soft-device'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })
    let alice: Probe
    let page: Browser
    let device: SoftDevice

    /** Somebody with a passkey, and a page of theirs. */
    async function withPasskey(name: string) {
      const [person] = await people(server, name)
      const own = await browser(server, person)
      // The server's public address in tests is http://localhost with any port.
      const made = softDevice(own.origin, person.id)
      const options = (await own.call('POST', '/auth/passkey-registration')).read(passkeyOptions)
      const json = { name: 'Phone', credential: made.make(options) }
      expect((await own.call('POST', '/auth/passkeys', { json })).status).toBe(201)
      return { person, page: own, device: made }
    }

    beforeAll(async () => {
      ;({ person: alice, page, device } = await withPasskey('alice'))
    })

    async function begin(jar: CookieJar = cookieJar()): Promise<{ jar: CookieJar; options: PasskeyOptions }> {
      const answer = await request(server, 'POST', '/auth/passkey-options', {
        headers: { Origin: page.origin },
      })
      jar.take(answer)
      return { jar, options: answer.read(passkeyOptions) }
    }

    function finish(jar: CookieJar, credential: object) {
      const headers = { Origin: page.origin, Cookie: jar.header() }
      return request(server, 'POST', '/auth/passkey-login', { json: { credential }, headers })
    }

    test('a passkey signs in whoever it belongs to', async () => {
      const { jar, options } = await begin()
      const answer = await finish(jar, device.use(options))
      expect(answer.read(signedIn).user.id).toBe(alice.id)
      expect(answer.headers.getSetCookie().join()).toContain('natter_access')
    })

    test('[E05] a challenge counts once, in the browser that asked, and nowhere else', async () => {
      const first = await begin()
      const used = device.use(first.options)
      const cookies = first.jar.header()
      expect((await finish(first.jar, used)).status).toBe(200)
      const replay = { json: { credential: used }, headers: { Origin: page.origin, Cookie: cookies } }
      refusal(await request(server, 'POST', '/auth/passkey-login', replay), 'sign_in_expired')

      const [mine, theirs] = [await begin(), await begin()]
      refusal(await finish(mine.jar, device.use(theirs.options)), 'sign_in_refused')
      refusal(await finish(cookieJar(), device.use(theirs.options)), 'sign_in_expired')

      const late = await begin()
      await server.app.store.transaction((tx) =>
        tx.db.updateTable('attempts').set({ expires_at: Date.now() }).execute(),
      )
      refusal(await finish(late.jar, device.use(late.options)), 'sign_in_expired')
    })

    const lies: [string, Lies][] = [
      ['for a page of another site', { origin: 'https://evil.example' }],
      ['for another relying party', { rpId: 'evil.example' }],
      ['without making sure that it is the person', { isUserVerified: false }],
      ['with a challenge of its own', { challenge: 'bWFkZSB1cA' }],
      ['with another key', { isForged: true }],
      ['for another account', { userHandle: 'somebodyelse' }],
    ]
    test.each(lies)('[B16] a passkey that was used %s signs nobody in', async (_, lie) => {
      const { jar, options } = await begin()
      const answer = await finish(jar, device.use(options, lie))
      refusal(answer, 'sign_in_refused')
      expect(answer.headers.getSetCookie().join()).not.toContain('natter_access')
    })

    test('[B16] a copy of a device is found out by its counter', async () => {
      const bob = await withPasskey('bob')
      const first = await begin()
      expect((await finish(first.jar, bob.device.use(first.options, { counter: 10 }))).status).toBe(200)
      for (const counter of [10, 9]) {
        const { jar, options } = await begin()
        refusal(await finish(jar, bob.device.use(options, { counter })), 'sign_in_refused')
      }
    })

    test('[B15] a disabled account is let in by no passkey', async () => {
      const bob = await withPasskey('bob')
      await server.app.store.transaction((tx) =>
        tx.db
          .updateTable('accounts')
          .set({ disabled_at: Date.now() })
          .where('id', '=', bob.person.id)
          .execute(),
      )
      const { jar, options } = await begin()
      refusal(await finish(jar, bob.device.use(options)), 'sign_in_refused')
    })

    test('[B16] where a passkey is asked for, neither password nor anything like it is enough', async () => {
      const bob = await withPasskey('bob')
      const json = { is_required: true }
      expect((await bob.page.call('PATCH', '/auth/passkeys', { json })).read(passkeyList).is_required).toBe(
        true,
      )
      const login = { username: bob.person.username, password }
      const answer = await request(server, 'POST', '/auth/login', { json: login })
      refusal(answer, 'passkey_required')
      expect(answer.headers.getSetCookie()).toEqual([])
      refusal(
        await request(server, 'POST', '/auth/login', { json: { ...login, password: 'wrong' } }),
        'invalid_credentials',
      )
      const { jar, options } = await begin()
      expect((await finish(jar, bob.device.use(options))).status).toBe(200)
    })

    test('[D08] a passkey is added by its person’s own page alone, once, and for nobody else', async () => {
      const [bob] = await people(server, 'bob')
      const own = await browser(server, bob)
      const headers = { 'X-CSRF-Token': '' }
      refusal(await own.call('POST', '/auth/passkey-registration', { headers }), 'csrf')
      refusal(await request(server, 'POST', '/auth/passkey-registration'), 'unauthenticated')

      const options = (await own.call('POST', '/auth/passkey-registration')).read(passkeyOptions)
      const made = softDevice(own.origin, bob.id)
      const eve = await browser(server, (await people(server, 'eve'))[0])
      const json = { name: 'Mine', credential: made.make(options) }
      refusal(await eve.call('POST', '/auth/passkeys', { json }), 'sign_in_expired')
      const wrong = { name: 'Mine', credential: made.make(options, { origin: 'https://evil.example' }) }
      refusal(await own.call('POST', '/auth/passkeys', { json: wrong }), 'invalid')
      refusal(await own.call('POST', '/auth/passkeys', { json }), 'sign_in_expired')
      expect((await bob.get('/auth/passkeys')).read(passkeyList).passkeys).toEqual([])

      const second = (await own.call('POST', '/auth/passkey-registration')).read(passkeyOptions)
      const taken = { name: 'Stolen', credential: device.make(second) }
      refusal(await own.call('POST', '/auth/passkeys', { json: taken }), 'taken')
    })

    test('[D08] nobody renames or removes the passkey of another, nor their own last way in', async () => {
      const [eve] = await people(server, 'eve')
      const path = `/auth/passkeys/${device.id}`
      refusal(await eve.patch(path, { name: 'Mine' }), 'not_found')
      refusal(await eve.delete(path), 'not_found')
      refusal(await eve.patch('/auth/passkeys', { is_required: true }), 'conflict')

      const bob = await withPasskey('bob')
      await server.app.store.transaction((tx) =>
        tx.db.updateTable('accounts').set({ password_hash: null }).where('id', '=', bob.person.id).execute(),
      )
      refusal(await bob.person.delete(`/auth/passkeys/${bob.device.id}`), 'conflict')
      expect((await bob.person.get('/auth/passkeys')).read(passkeyList).passkeys).toHaveLength(1)
    })

    test.each([
      ['no object', 'text'],
      ['nothing in it', {}],
      [
        'an id that is none',
        { id: '../x', rawId: '../x', type: 'public-key', clientExtensionResults: {}, response: {} },
      ],
    ])('[A11] an answer of a device with %s is refused', async (_, credential) => {
      const json = { credential }
      refusal(await request(server, 'POST', '/auth/passkey-login', { json }), 'invalid')
    })
  })
}
