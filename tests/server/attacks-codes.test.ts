import { describe, expect, test } from 'bun:test'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeRequested } from '#protocol/codes'
import { signedIn } from '#protocol/sessions'
import { cookieJar } from '../harness/cookies'
import { databaseState } from '../harness/database-state'
import { codeIn, type Mailbox } from '../harness/mailbox'
import { mailingServer } from '../harness/mailing-server'
import { type Answer, refusal, request } from '../harness/request'
import { type Engine, engines, startServer, type TestServer } from '../harness/server'

const numbers = { alice: '+4915112345678', bob: '+4915112345679', nobody: '+4915199999999' }

function codeServer(engine: Engine = 'sqlite') {
  return mailingServer({ engine, settings: { profile: 'otp' } })
}

function post(server: TestServer, path: string, json: unknown, headers: Record<string, string> = {}) {
  return request(server, 'POST', `/auth/otp${path}`, { json, headers })
}

function transactionOf(answer: Answer): string {
  expect(answer.status).toBe(202)
  return answer.read(codeRequested.strict()).transaction ?? ''
}

/** Opens an account the way people do. */
async function signUp(server: TestServer, mailbox: Mailbox, username: 'alice' | 'bob') {
  const email = `${username}@example.org`
  const transaction = transactionOf(
    await post(server, '/register', { phone: numbers[username], username, email }),
  )
  const code = codeIn(await mailbox.next(email))
  const answer = await post(server, '/verify', { code, transaction })
  expect(answer.status).toBe(200)
  return answer.read(signedIn.strict())
}

async function askCode(server: TestServer, mailbox: Mailbox) {
  const transaction = transactionOf(await post(server, '', { phone: numbers.alice }))
  return { transaction, code: codeIn(await mailbox.next('alice@example.org')) }
}

function wrong(code: string, n = 1): string {
  return String((Number(code) + n) % 1_000_000).padStart(6, '0')
}

for (const engine of engines) {
  describe(engine, () => {
    test('[ACC-8] somebody signs up with phone, name and e-mail, and in again with a code', async () => {
      await using site = await codeServer(engine)
      const { server, mailbox } = site
      const { user, access_token } = await signUp(server, mailbox, 'alice')
      expect(user).toMatchObject({ username: 'alice', email: 'alice@example.org', phone: '•••• 78' })
      expect(access_token).toBeString()

      const { transaction, code } = await askCode(server, mailbox)
      const answer = await post(server, '/verify', { transaction, code })
      expect(answer.read(signedIn.strict()).user.id).toBe(user.id)
      expect(await databaseState(server.app.store)).not.toContain('15112345678')
      expect(mailbox.untaken()).toEqual([])
    })

    test('[C01] the sixth try finds the code dead, and the right one as well', async () => {
      await using site = await codeServer(engine)
      const { server, mailbox } = site
      await signUp(server, mailbox, 'alice')
      const { transaction, code } = await askCode(server, mailbox)
      for (let n = 1; n <= 5; n++) {
        refusal(await post(server, '/verify', { transaction, code: wrong(code, n) }), 'invalid_code')
      }
      refusal(await post(server, '/verify', { transaction, code: wrong(code) }), 'code_spent')
      refusal(await post(server, '/verify', { transaction, code }), 'code_spent')
    })

    test('[C02] the count belongs to the code: another address in a header changes nothing', async () => {
      await using site = await codeServer(engine)
      const { server, mailbox } = site
      await signUp(server, mailbox, 'alice')
      const { transaction, code } = await askCode(server, mailbox)
      for (let n = 1; n <= 5; n++) {
        const headers = { 'X-Forwarded-For': `10.0.0.${n}`, 'X-Real-IP': `10.0.0.${n}` }
        refusal(await post(server, '/verify', { transaction, code: wrong(code, n) }, headers), 'invalid_code')
      }
      const headers = { 'X-Forwarded-For': '10.9.9.9' }
      refusal(await post(server, '/verify', { transaction, code }, headers), 'code_spent')
    })

    test('[C03] of 100 guesses at once five are looked at', async () => {
      await using site = await codeServer(engine)
      const { server, mailbox } = site
      await signUp(server, mailbox, 'alice')
      const { transaction, code } = await askCode(server, mailbox)
      const guesses = Array.from({ length: 100 }, (_, n) =>
        post(server, '/verify', { transaction, code: wrong(code, n + 1) }),
      )
      const statuses = (await Promise.all(guesses)).map(({ status }) => status)
      expect(statuses.toSorted()).toEqual([...Array(5).fill(400), ...Array(95).fill(410)])
    })

    test('[C04] a code works once, until its time is over, and not after a newer one', async () => {
      await using site = await codeServer(engine)
      const { server, mailbox } = site
      await signUp(server, mailbox, 'alice')
      const older = await askCode(server, mailbox)
      const newer = await askCode(server, mailbox)
      refusal(await post(server, '/verify', older), 'invalid_code')
      const both = await Promise.all([post(server, '/verify', newer), post(server, '/verify', newer)])
      expect(both.map(({ status }) => status).toSorted()).toEqual([200, 400])
      refusal(await post(server, '/verify', newer), 'invalid_code')

      await restart(server)
      const late = await askCode(server, mailbox)
      const { expires_at } = await server.app.store.db
        .selectFrom('mailed_codes')
        .select('expires_at')
        .executeTakeFirstOrThrow()
      expect(expires_at - Date.now()).toBeLessThanOrEqual(5 * 60 * 1000)
      await server.app.store.transaction((tx) =>
        tx.db
          .updateTable('mailed_codes')
          .set({ expires_at: Date.now() - 1 })
          .execute(),
      )
      refusal(await post(server, '/verify', late), 'invalid_code')
    })

    test('[C05] a code is worth nothing with another transaction or for another purpose', async () => {
      await using site = await codeServer(engine)
      const { server, mailbox } = site
      const { access_token } = await signUp(server, mailbox, 'alice')
      await signUp(server, mailbox, 'bob')
      const mine = await askCode(server, mailbox)
      const theirs = transactionOf(await post(server, '', { phone: numbers.bob }))
      const bobs = codeIn(await mailbox.next('bob@example.org'))
      if (bobs !== mine.code) {
        refusal(await post(server, '/verify', { transaction: theirs, code: mine.code }), 'invalid_code')
      }
      const headers = { Authorization: `Bearer ${access_token}` }
      refusal(await request(server, 'DELETE', '/auth/me', { json: mine, headers }), 'invalid_code')
      refusal(await post(server, '/verify', { code: mine.code }), 'invalid_code')
    })

    test('[C07] an unknown number gets the same answer, is guessed at the same way, and nobody is mailed', async () => {
      await using site = await codeServer(engine)
      const { server, mailbox } = site
      await signUp(server, mailbox, 'alice')
      const known = await post(server, '', { phone: numbers.alice })
      const unknown = await post(server, '', { phone: numbers.nobody })
      expect(shape(unknown)).toBe(shape(known))
      await server.app.background.settled()
      await mailbox.next('alice@example.org')
      expect(mailbox.untaken()).toEqual([])

      for (const answer of [known, unknown]) {
        const transaction = transactionOf(answer)
        const answers = []
        for (let n = 0; n < 6; n++)
          answers.push(await post(server, '/verify', { transaction, code: '000000' }))
        expect(answers.map(({ status }) => status)).toEqual([...Array(5).fill(400), 410])
      }
    })

    test('[B01] signing up with a number or an address that is taken answers the same, and its owner is told', async () => {
      await using site = await codeServer(engine)
      const { server, mailbox } = site
      await signUp(server, mailbox, 'alice')
      const fresh = await post(server, '/register', {
        phone: numbers.bob,
        username: 'bob',
        email: 'bob@example.org',
      })
      const samePhone = { phone: numbers.alice, username: 'eve', email: 'eve@example.org' }
      const sameEmail = { phone: numbers.nobody, username: 'eve', email: 'ALICE@example.org' }
      for (const json of [samePhone, sameEmail]) {
        const answer = await post(server, '/register', json)
        expect(shape(answer)).toBe(shape(fresh))
        expect((await mailbox.next('alice@example.org')).subject).toContain('already have an account')
        refusal(
          await post(server, '/verify', { transaction: transactionOf(answer), code: '000000' }),
          'invalid_code',
        )
      }
      await mailbox.next('bob@example.org')
      expect(mailbox.untaken()).toEqual([])
      const taken = { phone: numbers.nobody, username: 'ALICE', email: 'eve@example.org' }
      expect(refusal(await post(server, '/register', taken), 'taken').errors?.[0]?.path).toBe('username')
    })
  })
}

test.each([
  ['a number', 123456],
  ['an array', ['123456']],
  ['full-width digits', '１２３４５６'],
  ['10 kB', '1'.repeat(10_240)],
  ['five digits', '12345'],
  ['null', null],
])('[C08] a code that is %s is refused as invalid', async (_, code) => {
  await using server = await startServer({ settings: { profile: 'otp' } })
  refusal(await post(server, '/verify', { code, transaction: 'a'.repeat(22) }), 'invalid')
})

test.each([
  '15112345678',
  '+0123456789',
  '+49 151 123',
  '+4915112345678901',
  'alice',
  '+４９１５１１２３４５６７',
])('[ACC-8] the phone number %s is refused as invalid', async (phone) => {
  await using site = await codeServer()
  refusal(await post(site.server, '', { phone }), 'invalid')
})

test('[C09] a browser has the transaction in a cookie that no script reads, and no answer carries a code', async () => {
  await using site = await codeServer()
  const { server, mailbox } = site
  await signUp(server, mailbox, 'alice')
  const jar = cookieJar()
  const headers = { Origin: new URL(server.url).origin }
  const asked = await post(server, '', { phone: numbers.alice }, headers)
  jar.take(asked)
  expect(asked.read(codeRequested.strict()).transaction).toBeUndefined()
  expect(asked.headers.getSetCookie()[0]).toMatch(/^natter_transaction=.+HttpOnly; SameSite=Lax$/)
  const code = codeIn(await mailbox.next('alice@example.org'))
  expect(asked.text).not.toContain(code)
  expect(await databaseState(server.app.store)).not.toContain(`"${code}"`)

  const answer = await post(server, '/verify', { code }, { ...headers, Cookie: jar.header() })
  const { access_token, user } = answer.read(signedIn.strict())
  expect(access_token).toBeUndefined()
  expect(user.username).toBe('alice')
})

test('[C04] a sign-up that was never finished leaves nothing behind', async () => {
  await using site = await codeServer()
  const { server, mailbox } = site
  const json = { phone: numbers.alice, username: 'alice', email: 'alice@example.org' }
  transactionOf(await post(server, '/register', json))
  await mailbox.next('alice@example.org')
  await server.app.store.transaction((tx) =>
    tx.db
      .updateTable('mailed_codes')
      .set({ expires_at: Date.now() - 1 })
      .execute(),
  )
  await restart(server)
  while ((await databaseState(server.app.store)).includes('alice')) await Bun.sleep(5)
})

test('[C09] nothing on the server draws lots with Math.random', () => {
  const folder = join(import.meta.dir, '..', '..', 'server')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  expect(files.length).toBeGreaterThan(100)
  for (const file of files) expect(readFileSync(join(folder, file), 'utf8')).not.toContain('Math.random')
})

/** What of an answer could tell two cases apart: all but the random transaction. */
function shape({ status, text, headers }: Answer): string {
  const names = [...headers].map(([name]) => name).toSorted()
  return JSON.stringify([status, text.replace(/"transaction":".{22}"/, ''), names])
}

async function restart(server: TestServer): Promise<void> {
  await server.stop()
  await server.start()
}
