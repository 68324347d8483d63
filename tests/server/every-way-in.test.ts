import { describe, expect, test } from 'bun:test'
import { me } from '#protocol/accounts'
import { newInvitation } from '#protocol/admin'
import { serverInfo } from '#protocol/server-info'
import { signedIn } from '#protocol/sessions'
import { freePort } from '#scripts/free-port'
import { firstOwnerLink } from '#server/domain/admin/owner-link'
import { presets, profiles } from '#server/policy'
import { aliceByPhone as alice, giveCode, requestSignIn, requestSignUp } from '../harness/codes'
import { newGuest } from '../harness/guest'
import { type MailingServer, mailingServer } from '../harness/mailing-server'
import { journey } from '../harness/oauth-journey'
import { startOidcProvider } from '../harness/oidc-provider'
import { type Answer, refusal, request } from '../harness/request'
import { personAs } from '../harness/roles'
import { engines, startServer, type TestServer } from '../harness/server'

const password = 'Correct7horse!'
const username = 'alice'
const code = '123456'
const transaction = 'a'.repeat(22)
const credential = { id: 'abc', rawId: 'abc', type: 'public-key', clientExtensionResults: {} }
const used = { ...credential, response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA' } }
const made = { ...credential, response: { clientDataJSON: 'e30', attestationObject: 'oA' } }

/** The routes of each way in, which somebody signed in may ask as well. */
const routesOf: Record<string, [path: string, json?: object][]> = {
  'sign_in.password': [
    ['/auth/register', { username, email: 'alice@example.org', password }],
    ['/auth/login', { username, password }],
    ['/auth/password', { current_password: password, password: 'Quiet4harbour!' }],
    ['/auth/password-reset', { email: 'alice@example.org' }],
    ['/auth/password-reset-confirm', { token: 'a'.repeat(43), password }],
  ],
  'sign_in.otp': [
    ['/auth/otp', { phone: alice.phone }],
    ['/auth/otp/register', alice],
    ['/auth/otp/verify', { code, transaction }],
  ],
  'sign_in.oauth': [
    ['/auth/oauth/oidc', { purpose: 'sign_in' }],
    ['/auth/oauth/oidc', { purpose: 'connect' }],
  ],
  'sign_in.passkey': [
    ['/auth/passkey-options'],
    ['/auth/passkey-login', { credential: used }],
    ['/auth/passkey-registration'],
    ['/auth/passkeys', { name: 'Phone', credential: made }],
  ],
}

test.each(Object.entries(routesOf))(
  '[B16] with %s off its routes refuse whoever asks',
  async (key, routes) => {
    const ways = { 'sign_in.otp': true, 'sign_in.oauth': true, [key]: false }
    await using site = await mailingServer({ settings: { ...ways, ...unusedProvider } })
    const person = await personAs(site.server, 'owner', 'bob')
    for (const [path, json = {}] of routes) refusal(await person.post(path, json), 'policy_disabled')

    const info = (await request(site.server, 'GET', '/server')).read(serverInfo)
    expect(Object.entries(info.policy)).toContainEqual([key, false])
    expect(info.oauth_providers).toHaveLength(key === 'sign_in.oauth' ? 0 : 1)
    const callback = await request(site.server, 'GET', '/auth/oauth/oidc/callback')
    refusal(callback, key === 'sign_in.oauth' ? 'policy_disabled' : 'sign_in_expired')
  },
)

for (const engine of engines) {
  describe(engine, () => {
    test.each(['invite', 'closed'])(
      '[H07] where registration is %s nobody signs up by a code',
      async (how) => {
        const settings = { profile: 'otp', 'accounts.registration': how }
        await using site = await mailingServer({ engine, settings })

        refusal(await requestSignUp(site, alice), 'policy_disabled')

        await site.server.app.background.settled()
        expect(site.mailbox.untaken()).toEqual([])
        expect(await accountNames(site.server)).toEqual([])
      },
    )

    test('[H07] where people come by invitation another service opens no account, and who has one comes in', async () => {
      const port = await freePort()
      await using provider = await startOidcProvider(`http://localhost:${port}`)
      await using server = await startServer({ engine, port, settings: provider.settings })
      await provider.setPerson({ sub: 'a-1', name: 'Alice' })
      await comeBy(server, 'person')
      for (const registration of ['invite', 'closed']) {
        await server.stop()
        await server.start({ 'accounts.registration': registration })
        await provider.setPerson({ sub: 'e-1', name: 'Eve' })
        const eve = await comeBy(server, 'person')
        expect(eve.answer.headers.get('Location')).toBe('/?problem=policy_disabled')
        expect(eve.jar.get('natter_access')).toBeNull()
        refusal((await comeBy(server, 'program')).answer, 'policy_disabled')
        await provider.setPerson({ sub: 'a-1', name: 'Alice' })
        expect((await comeBy(server, 'person')).jar.get('natter_access')).not.toBeNull()
      }
      expect(await accountNames(server)).toEqual(['Alice'])
    })

    test('[B16] where a passkey is asked for, a mailed code is not enough', async () => {
      await using site = await codeServer(engine)
      await site.server.app.store.transaction((tx) =>
        tx.db.updateTable('accounts').set({ second_factor: 'passkey' }).execute(),
      )
      const answer = await giveCode(site, alice, await requestSignIn(site, alice))
      refusal(answer, 'passkey_required')
      expect(answer.headers.getSetCookie().join()).not.toContain('natter_access')
    })

    test('[B15] a disabled account is mailed no code, and a code from before lets nobody in', async () => {
      await using site = await codeServer(engine)
      const before = await requestSignIn(site, alice)
      await site.server.app.background.settled()
      await site.server.app.store.transaction((tx) =>
        tx.db.updateTable('accounts').set({ disabled_at: Date.now() }).execute(),
      )
      refusal(await giveCode(site, alice, before), 'invalid_code')

      expect((await requestSignIn(site, alice)).status).toBe(202)
      await site.server.app.background.settled()
      expect(site.mailbox.untaken()).toEqual([])
    })

    test('[H07] a guest becomes somebody only as others do: by invitation, where that is asked for', async () => {
      const settings = { profile: 'wall', 'accounts.registration': 'invite' }
      await using server = await startServer({ engine, settings })
      const admin = await personAs(server, 'admin', 'bob')
      const guest = await newGuest(server)
      const claim = (invitation?: string) =>
        guest.call('POST', '/auth/register', { json: { username, password, keep_guest: true, invitation } })

      refusal(await claim(), 'policy_disabled')
      expect((await guest.call('GET', '/auth/me')).read(me).is_guest).toBe(true)
      const { link } = (await admin.post('/admin/invitations', {})).read(newInvitation)
      expect((await claim(link.split('=')[1])).read(me).id).toBe(guest.id)
    })
  })
}

test.each(profiles)(
  '[ACC-12] in the profile %s the first owner comes in and takes the link',
  async (profile) => {
    await using site = await mailingServer({ settings: { profile } })
    const { server } = site
    const token = (await firstOwnerLink(server.app))?.split('#owner=')[1]

    const entered = presets[profile]['sign_in.otp'] ? await enterByCode(site) : await enterByPassword(server)
    const { access_token, user } = entered.read(signedIn)

    expect(user.has_password).toBe(presets[profile]['sign_in.password'])
    const headers = { Authorization: `Bearer ${access_token}` }
    const owner = await request(server, 'POST', '/auth/owner', { json: { token }, headers })
    expect(owner.read(me).role).toBe('owner')
    expect((await request(server, 'GET', '/admin/health', { headers })).status).toBe(200)
  },
)

const unusedProvider = {
  'oidc.issuer': 'http://127.0.0.1:1',
  'oidc.client_id': 'natter',
  'oidc.client_secret': 'a secret of the tests',
}

/** A server on which alice has signed up by a code. */
async function codeServer(engine: (typeof engines)[number]): Promise<MailingServer> {
  const site = await mailingServer({ engine, settings: { profile: 'otp', 'sign_in.passkey': true } })
  expect((await enterByCode(site)).status).toBe(200)
  return site
}

async function enterByCode(site: MailingServer): Promise<Answer> {
  return giveCode(site, alice, await requestSignUp(site, alice))
}

async function enterByPassword(server: TestServer): Promise<Answer> {
  await request(server, 'POST', '/auth/register', { json: { username, email: alice.email, password } })
  return request(server, 'POST', '/auth/login', { json: { username, password } })
}

async function comeBy(server: TestServer, as: 'person' | 'program') {
  const way = journey(server)
  return { answer: await way.back(await way.away('oidc'), as), jar: way.jar }
}

async function accountNames({ app }: TestServer): Promise<string[]> {
  const rows = await app.store.db.selectFrom('accounts').select('username').execute()
  return rows.map((row) => row.username)
}
