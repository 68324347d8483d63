import { describe, expect, test } from 'bun:test'
import { me } from '#protocol/accounts'
import { signedIn } from '#protocol/sessions'
import { eventually } from '../harness/eventually'
import { linkIn, type Mailbox, tokenIn } from '../harness/mailbox'
import { mailingServer } from '../harness/mailing-server'
import { anotherDevice, type Probe, password, people } from '../harness/probe-people'
import { type Answer, refusal, request } from '../harness/request'
import { type Engine, engines, startServer, type TestServer } from '../harness/server'

const better = 'Quite7different'
const publicUrl = 'https://chat.example.org'

function publicServer(engine: Engine = 'sqlite') {
  return mailingServer({ engine, settings: { public_url: publicUrl } })
}

function post(server: TestServer, path: string, json: unknown, headers: Record<string, string> = {}) {
  return request(server, 'POST', path, { json, headers })
}

async function resetToken(server: TestServer, mailbox: Mailbox, { email }: Probe): Promise<string> {
  expect((await post(server, '/auth/password-reset', { email })).status).toBe(202)
  return tokenIn(await mailbox.next(email))
}

function confirm(server: TestServer, token: string, chosen = better) {
  return post(server, '/auth/password-reset-confirm', { token, password: chosen })
}

function login(server: TestServer, names: object, chosen: string) {
  return post(server, '/auth/login', { ...names, password: chosen })
}

/** What of an answer could tell two cases apart. */
function looks({ status, text, headers }: Answer): string {
  const names = [...headers].filter(([name]) => name !== 'date').map(([name]) => name)
  return JSON.stringify([status, text, names.toSorted()])
}

for (const engine of engines) {
  describe(engine, () => {
    test('[ACC-7] a mailed link gives a new password once, ends every session and says so by mail', async () => {
      await using site = await publicServer(engine)
      const { server, mailbox } = site
      const [alice, bob] = await people(server, 'alice', 'bob')
      await using socket = await alice.socket()
      await using other = await bob.socket()

      const token = await resetToken(server, mailbox, alice)
      const answer = await confirm(server, token)

      expect(answer.status).toBe(204)
      expect(answer.headers.getSetCookie()).toEqual([])
      expect((await socket.closed).code).toBe(4410)
      refusal(await alice.get('/auth/me'), 'unauthenticated')
      const json = { refresh_token: alice.refreshToken }
      refusal(await request(server, 'POST', '/auth/refresh', { json }), 'unauthenticated')
      refusal(await login(server, { username: alice.username }, password), 'invalid_credentials')
      expect((await login(server, { username: alice.username }, better)).status).toBe(200)
      expect((await mailbox.next(alice.email)).subject).toContain('was changed')
      refusal(await confirm(server, token), 'invalid_token')

      expect((await bob.get('/auth/me')).status).toBe(200)
      expect(await other.fence()).toEqual([])
      expect(mailbox.untaken()).toEqual([])
    })

    test('[B01] asking for a reset says the same of any address, and mails only its owner', async () => {
      await using site = await publicServer(engine)
      const { server, mailbox } = site
      const [alice, eve] = await people(server, 'alice', 'eve')
      await disable(server, eve)

      const answers = []
      for (const email of [alice.email, 'nobody@example.org', eve.email]) {
        answers.push(await post(server, '/auth/password-reset', { email }))
      }

      expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
      expect(new Set(answers.map(looks)).size).toBe(1)
      await mailbox.next(alice.email)
      await server.app.background.settled()
      expect(await tokens(server)).toHaveLength(1)
      expect(mailbox.untaken()).toEqual([])
    })

    test('[B01] registering with an address that is taken answers like a new one, and its owner is told', async () => {
      await using site = await publicServer(engine)
      const { server, mailbox } = site
      const [alice] = await people(server, 'alice')

      const register = (username: string, email: string) =>
        post(server, '/auth/register', { username, email, password })
      const fresh = await register('bobby', 'bobby@example.org')
      const taken = await register('eve', alice.email.toUpperCase())

      expect([fresh.status, taken.status]).toEqual([201, 201])
      expect(looks({ ...fresh, text: '' })).toBe(looks({ ...taken, text: '' }))
      expect(taken.read(me.strict())).toMatchObject({
        email: alice.email.toUpperCase(),
        is_email_confirmed: false,
      })
      expect(fresh.read(me.strict())).toMatchObject({ email: 'bobby@example.org', is_email_confirmed: false })
      expect((await mailbox.next(alice.email)).subject).toContain('already have an account')

      // Until it is confirmed nobody signs in by an address, so that this tells nothing either.
      refusal(await login(server, { email: 'bobby@example.org' }, password), 'invalid_credentials')
      refusal(await login(server, { email: alice.email }, better), 'invalid_credentials')
      expect((await login(server, { username: 'eve' }, password)).status).toBe(200)

      const confirmation = await mailbox.next('bobby@example.org')
      const token = tokenIn(confirmation)
      expect((await post(server, '/auth/email-confirm', { token })).status).toBe(204)
      expect((await login(server, { email: 'bobby@example.org' }, password)).status).toBe(200)
      refusal(await post(server, '/auth/email-confirm', { token }), 'invalid_token')

      refusal(
        await register('Alice-Again', 'new@example.org').then(() => register('BOBBY', 'new@example.org')),
        'taken',
      )
    })

    test('[B14] of two who claim one address the first to confirm it has it, and the other is told nothing', async () => {
      await using site = await publicServer(engine)
      const { server, mailbox } = site
      const email = 'both@example.org'
      const join = async (username: string) => {
        expect((await post(server, '/auth/register', { username, email, password })).status).toBe(201)
        const { access_token } = (await login(server, { username }, password)).read(signedIn)
        return { Authorization: `Bearer ${access_token}` }
      }
      await join('alice')
      const first = tokenIn(await mailbox.next(email))
      const eve = await join('eve')
      const second = tokenIn(await mailbox.next(email))
      expect((await post(server, '/auth/email-confirmation', {}, eve)).status).toBe(202)
      await mailbox.next(email)

      expect((await post(server, '/auth/email-confirm', { token: first })).status).toBe(204)
      refusal(await post(server, '/auth/email-confirm', { token: second }), 'invalid_token')
      expect((await post(server, '/auth/email-confirmation', {}, eve)).status).toBe(202)
      expect((await mailbox.next(email)).subject).toContain('already have an account')
      expect((await login(server, { email }, password)).read(signedIn).user.username).toBe('alice')
      const whoEveIs = (await request(server, 'GET', '/auth/me', { headers: eve })).read(me)
      expect(whoEveIs).toMatchObject({ email, is_email_confirmed: false })
      const [bob] = await people(server, 'bob')
      refusal(await bob.post('/auth/email-confirmation', {}), 'conflict')
    })

    test('[B11] a token that was used, has run out, is of another purpose or was altered changes nothing', async () => {
      await using site = await publicServer(engine)
      const { server, mailbox } = site
      const [alice] = await people(server, 'alice')
      const token = await resetToken(server, mailbox, alice)
      const older = await resetToken(server, mailbox, alice)

      refusal(await confirm(server, `${token.slice(0, -2)}xx`), 'invalid_token')
      refusal(await confirm(server, 'short'), 'invalid')
      refusal(await post(server, '/auth/email-confirm', { token }), 'invalid_token')
      const weak = refusal(await confirm(server, token, 'weak'), 'invalid')
      expect(weak.errors?.map(({ path }) => path)).toContain('password')
      refusal(await confirm(server, token, 'Password1'), 'password_unsuitable')
      expect((await login(server, { username: alice.username }, password)).status).toBe(200)

      const both = await Promise.all([confirm(server, token), confirm(server, token, `${better}2`)])
      expect(both.map(({ status }) => status).toSorted()).toEqual([204, 400])
      refusal(await confirm(server, older), 'invalid_token')

      await mailbox.next(alice.email)
      const late = await resetToken(server, mailbox, alice)
      await server.app.store.transaction((tx) =>
        tx.db
          .updateTable('mail_tokens')
          .set({ expires_at: Date.now() - 1 })
          .execute(),
      )
      refusal(await confirm(server, late), 'invalid_token')
    })

    test('[B17] the database holds neither the token of a link nor, once it was sent, the mail', async () => {
      await using site = await publicServer(engine)
      const { server, mailbox } = site
      const [alice] = await people(server, 'alice')
      const outgoing = () => server.app.store.db.selectFrom('outgoing_mails').selectAll().execute()
      const token = await resetToken(server, mailbox, alice)
      // The mailbox has the mail before the server knows that it was taken.
      await eventually(async () => expect(await outgoing()).toEqual([]))
      await server.stop()
      await server.start()
      expect(await outgoing()).toEqual([])
      expect(JSON.stringify(await tokens(server))).not.toContain(token)
    })

    test('[B09] a change without the current password, or with a wrong one, is refused and counted', async () => {
      await using server = await startServer({ engine, settings: { login_failures_per_account: 2 } })
      const [alice] = await people(server, 'alice')
      const change = (current_password: string) =>
        alice.post('/auth/password', { current_password, password: better })

      refusal(await alice.post('/auth/password', { password: better }), 'invalid')
      refusal(await change('Wrong7horse'), 'wrong_password')
      refusal(
        await post(server, '/auth/password', { current_password: password, password: better }),
        'unauthenticated',
      )
      refusal(await change('Wrong8horse'), 'wrong_password')
      refusal(await change(password), 'rate_limited')
      expect((await alice.get('/auth/me')).status).toBe(200)
    })

    test('[B10] a change signs the other devices out and says so by mail, and this one stays', async () => {
      await using site = await publicServer(engine)
      const { server, mailbox } = site
      const [alice, bob] = await people(server, 'alice', 'bob')
      const phone = await anotherDevice(server, alice)
      await using here = await alice.socket()
      await using there = await phone.socket()
      await using others = await bob.socket()

      const json = { current_password: password, password: better }
      expect((await alice.post('/auth/password', json)).status).toBe(204)

      expect((await there.closed).code).toBe(4410)
      refusal(await phone.get('/auth/me'), 'unauthenticated')
      expect((await alice.get('/auth/me')).status).toBe(200)
      expect(await here.fence()).toEqual([])
      expect(await others.fence()).toEqual([])
      expect((await mailbox.next(alice.email)).subject).toContain('was changed')
      refusal(await login(server, { username: alice.username }, password), 'invalid_credentials')
    })
  })
}

test('[A03] a mailed link leads to the public address, whatever the request says of its host', async () => {
  await using site = await publicServer()
  const { server, mailbox } = site
  const [alice] = await people(server, 'alice')
  const headers = { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' }
  await post(server, '/auth/password-reset', { email: alice.email }, headers)

  const mail = await mailbox.next(alice.email)
  expect(linkIn(mail).origin).toBe(publicUrl)
  expect(mail.source).not.toContain('evil')
})

test('[B13] an address that would add a header is refused, and nothing is mailed', async () => {
  await using site = await publicServer()
  const { server, mailbox } = site
  const email = 'a@example.org\r\nBcc:x@example.org'
  refusal(await post(server, '/auth/password-reset', { email }), 'invalid')
  refusal(await post(server, '/auth/register', { username: 'eve', email, password }), 'invalid')
  await server.app.background.settled()
  expect(mailbox.untaken()).toEqual([])
})

test('[C06] the fourth mail to one address within 15 minutes waits, whether or not somebody has it', async () => {
  await using site = await publicServer()
  const { server } = site
  const [alice] = await people(server, 'alice')
  const last = []
  for (const email of [alice.email, 'nobody@example.org']) {
    for (let n = 0; n < 3; n++)
      expect((await post(server, '/auth/password-reset', { email })).status).toBe(202)
    last.push(await post(server, '/auth/password-reset', { email: email.toUpperCase() }))
  }
  for (const answer of last) {
    refusal(answer, 'rate_limited')
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(14 * 60)
  }
})

test('[ACC-7] a server without mail says that it cannot reset a password', async () => {
  await using server = await startServer()
  const [alice] = await people(server, 'alice')
  const answer = await post(server, '/auth/password-reset', { email: alice.email })
  expect(refusal(answer, 'policy_disabled').detail).toContain('sends no mail')
})

function disable(server: TestServer, { id }: Probe) {
  return server.app.store.transaction((tx) =>
    tx.db.updateTable('accounts').set({ disabled_at: Date.now() }).where('id', '=', id).execute(),
  )
}

function tokens(server: TestServer) {
  return server.app.store.db.selectFrom('mail_tokens').selectAll().execute()
}
