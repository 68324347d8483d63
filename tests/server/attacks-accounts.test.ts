import { describe, expect, test } from 'bun:test'
import { sql } from 'kysely'
import { signedIn } from '#protocol/sessions'
import { cookieJar } from '../harness/cookies'
import { browser } from '../harness/probe-browser'
import { password, people } from '../harness/probe-people'
import { type Answer, refusal, request } from '../harness/request'
import { personAs } from '../harness/roles'
import { engines, startServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    function login(
      username: string,
      given = password,
      headers: Record<string, string> = {},
    ): Promise<Answer> {
      return request(server, 'POST', '/auth/login', { json: { username, password: given }, headers })
    }

    test('[B17] no password, token or link is anywhere in the database, nor in the audit log', async () => {
      const json = {
        username: `dora-${engine}`,
        email: `dora-${engine}@example.org`,
        password: 'Grebe7grebe',
      }
      await request(server, 'POST', '/auth/register', { json })
      await login(json.username, 'Wrong7grebe')
      const { access_token = '', refresh_token = '' } = (await login(json.username, json.password)).read(
        signedIn,
      )
      const headers = { Authorization: `Bearer ${access_token}` }
      await request(server, 'POST', '/auth/confirm', { json: { password: json.password }, headers })
      const admin = await personAs(server, 'admin', 'bob')
      const { link } = JSON.parse((await admin.post('/admin/invitations', {})).text)

      const { db } = server.app.store
      const tables = await db.introspection.getTables()
      const rows = await Promise.all(
        tables.map(async ({ name }) => (await sql`select * from ${sql.table(name)}`.execute(db)).rows),
      )
      const everything = JSON.stringify(rows)

      expect(everything).toContain(json.username)
      const secrets = [json.password, 'Wrong7grebe', access_token, refresh_token, link.split('=')[1]]
      for (const secret of secrets) expect(everything).not.toContain(secret)
    })

    test('[B06] a password of a megabyte is refused before anything is computed', async () => {
      refusal(await login('alice', 'x'.repeat(1_000_000)), 'too_large')
      refusal(await login('alice', 'x'.repeat(129)), 'invalid')
    })

    test('[B07] passwords that differ only after 72 bytes, or by a space, differ', async () => {
      const long = `Aa1${'x'.repeat(80)}`
      const json = { username: `emil-${engine}`, email: `emil-${engine}@example.org`, password: `${long}1` }
      await request(server, 'POST', '/auth/register', { json })

      refusal(await login(json.username, `${long}2`), 'invalid_credentials')
      refusal(await login(json.username, `${long}1 `), 'invalid_credentials')
      expect((await login(json.username, `${long}1`)).status).toBe(200)
    })

    test('[E05] every sign-in is a new session, whatever the browser brought along', async () => {
      const [alice] = await people(server, 'alice')
      const planted = await browser(server, alice)
      const origin = new URL(server.url).origin

      const answer = await login(alice.username, password, { Origin: origin, Cookie: planted.jar.header() })

      const jar = cookieJar()
      jar.take(answer)
      expect(jar.get('natter_refresh')).not.toBe(planted.jar.get('natter_refresh'))
      expect(jar.get('natter_csrf')).not.toBe(planted.csrf)
    })

    test('[E04] no cookie that says who somebody is counts for anything', async () => {
      const [alice, eve] = await people(server, 'alice', 'eve')
      const page = await browser(server, eve)
      const forged = ['uid', 'user_id', 'ui', 'natter_user']
        .map((name) => `${name}=${btoa(alice.id)}`)
        .join('; ')

      const answer = await page.call('GET', '/auth/me', {
        headers: { Cookie: `${forged}; ${page.jar.header()}` },
      })

      expect(JSON.parse(answer.text).id).toBe(eve.id)
      refusal(await request(server, 'GET', '/auth/me', { headers: { Cookie: forged } }), 'unauthenticated')
    })
  })
}

test('[E11] over HTTPS a cookie that a neighbouring host could have planted is not read', async () => {
  await using server = await startServer({ settings: { public_url: 'https://chat.example.org' } })
  const [alice] = await people(server, 'alice')
  const plain = { headers: { Cookie: `natter_access=${alice.token}` } }
  const own = { headers: { Cookie: `__Host-natter_access=${alice.token}` } }

  refusal(await request(server, 'GET', '/auth/me', plain), 'unauthenticated')
  expect((await request(server, 'GET', '/auth/me', own)).status).toBe(200)
})
