import { describe, expect, test } from 'bun:test'
import { type CookieJar, cookieJar } from '../harness/cookies'
import { databaseState } from '../harness/database-state'
import { tokenIn } from '../harness/mailbox'
import { mailingServer } from '../harness/mailing-server'
import { type Probe, password, people } from '../harness/probe-people'
import { request } from '../harness/request'
import { engines, type TestServer } from '../harness/server'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

function desk(engine: (typeof engines)[number] = 'sqlite', settings = {}) {
  return mailingServer({ engine, settings: { 'mail.new_devices': true, ...settings } })
}

/** Signs in from a browser with these cookies, or from a program without any. */
async function signIn(
  server: TestServer,
  { username }: Pick<Probe, 'username'>,
  { jar, agent = firefox }: { jar?: CookieJar; agent?: string } = {},
) {
  const cookie = jar?.header()
  const browser = { Origin: server.url, ...(cookie ? { Cookie: cookie } : {}) }
  const headers = { 'User-Agent': agent, ...(jar ? browser : {}) }
  const answer = await request(server, 'POST', '/auth/login', { headers, json: { username, password } })
  expect(answer.status).toBe(200)
  jar?.take(answer)
  return answer
}

for (const engine of engines) {
  describe(engine, () => {
    test('[ACC-5] a sign-in from a device the account was not seen on is mailed to its owner, others are not', async () => {
      await using at = await desk(engine)
      const { server, mailbox } = at
      const [alice] = await people(server, 'alice')
      const jar = cookieJar()
      const answer = await signIn(server, alice, { jar })
      expect(answer.headers.getSetCookie().find((line) => line.startsWith('natter_device='))).toMatch(
        /; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax/,
      )

      const mail = await mailbox.next(alice.email)
      expect(mail.subject).toContain('new device')
      expect(mail.text).toContain('Firefox on Linux')
      expect(mail.text).toContain('127.0.0.1')
      expect(mail.text).toMatch(/Time: \d{4}-\d\d-\d\d \d\d:\d\d UTC/)
      expect(mail.text).toContain('/reset-password')
      expect(mail.html).toContain('Firefox on Linux')

      await signIn(server, alice, { jar: jar.only('natter_device') })
      await signIn(server, alice, { agent: 'Robot/1.0' })
      expect((await mailbox.next(alice.email)).text).toContain('a program')
      await signIn(server, alice, { agent: 'Robot/1.0' })
      await signIn(server, alice, { jar: jar.only('natter_device') })
      await server.stop()
      expect(mailbox.untaken()).toEqual([])
    })

    test('[ACC-5] the first sign-in after registration is not mailed, the second from elsewhere is', async () => {
      await using at = await desk(engine)
      const { server, mailbox } = at
      const json = { username: 'alice', email: 'alice@example.org', password }
      await request(server, 'POST', '/auth/register', { json })
      const token = tokenIn(await mailbox.next(json.email))
      await request(server, 'POST', '/auth/email-confirm', { json: { token } })
      const jar = cookieJar()
      await signIn(server, json, { jar })
      await signIn(server, json, { jar: cookieJar() })
      expect((await mailbox.next(json.email)).subject).toContain('new device')
      await server.stop()
      expect(mailbox.untaken()).toEqual([])
    })

    test('[ACC-5] nothing is mailed to an address that is not known to be theirs', async () => {
      await using at = await desk(engine)
      const { server, mailbox } = at
      const json = { username: 'alice', email: 'bob@example.org', password }
      await request(server, 'POST', '/auth/register', { json })
      await mailbox.next(json.email)
      await signIn(server, json, { jar: cookieJar() })
      await signIn(server, json, { jar: cookieJar() })
      await server.stop()
      expect(mailbox.untaken()).toEqual([])
    })
  })
}

test('[ACC-5] one browser is recognised for each account by itself, and its id is stored nowhere', async () => {
  await using at = await desk()
  const { server, mailbox } = at
  const [alice, bob] = await people(server, 'alice', 'bob')
  const jar = cookieJar()
  await signIn(server, alice, { jar })
  await mailbox.next(alice.email)
  const id = jar.get('natter_device') ?? ''
  await signIn(server, bob, { jar: jar.only('natter_device') })
  await mailbox.next(bob.email)
  expect(id).toHaveLength(22)
  expect(await databaseState(server.app.store)).not.toContain(id)
})

test('[ACC-5] a cookie that was not made here is replaced, and what a program calls itself is not repeated', async () => {
  await using at = await desk()
  const { server, mailbox } = at
  const [alice] = await people(server, 'alice')
  const headers = { Origin: server.url, Cookie: 'natter_device=guess', 'User-Agent': firefox }
  const json = { username: alice.username, password }
  const answer = await request(server, 'POST', '/auth/login', { headers, json })
  expect(answer.headers.getSetCookie().join()).toMatch(/natter_device=[A-Za-z0-9_-]{22};/)
  await mailbox.next(alice.email)

  await signIn(server, alice, { agent: 'Your account is lost, visit https://evil.example now' })
  const mail = await mailbox.next(alice.email)
  expect(mail.source).not.toContain('evil')
})

test('[ACC-5] with mail.new_devices=false nobody is mailed', async () => {
  await using at = await desk('sqlite', { 'mail.new_devices': false })
  const { server, mailbox } = at
  const [alice] = await people(server, 'alice')
  await signIn(server, alice, { jar: cookieJar() })
  await server.stop()
  expect(mailbox.untaken()).toEqual([])
})
