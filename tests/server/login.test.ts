import { describe, expect, test } from 'bun:test'
import { signedIn } from '#protocol/sessions'
import { type Probe, password, people } from '../harness/probe-people'
import { refusal, request } from '../harness/request'
import { engines, startServer, type TestServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine, settings: { login_failures_per_account: 1000 } })

    test('[ACC-3] people sign in by username or e-mail address, in any case', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const ways = [
        { username: alice.username },
        { username: alice.username.toUpperCase() },
        { email: alice.email },
        { email: alice.email.toUpperCase() },
        { username: alice.email },
      ]

      for (const way of ways) {
        const answer = await login(server, { ...way, password })
        const { user, expires_in } = answer.read(signedIn.strict())
        expect(user).toMatchObject({ id: alice.id, username: alice.username, email: alice.email })
        expect(expires_in).toBe(30 * 60)
        expect(answer.text).not.toContain(bob.id)
      }
    })

    test('[ACC-3] nobody is in with the password of another, a longer or a shorter one', async () => {
      const [alice] = await people(server, 'alice')
      for (const wrong of [`${password} `, password.slice(0, -1), password.toLowerCase(), 'x'.repeat(128)]) {
        refusal(await login(server, { username: alice.username, password: wrong }), 'invalid_credentials')
      }
    })

    test('[ACC-3] [B03] an unknown name, a wrong password and a disabled account get the same answer', async () => {
      const [alice, eve] = await people(server, 'alice', 'eve')
      await disable(server, eve)

      const answers = [
        await login(server, { username: alice.username, password: 'Wrong7horse' }),
        await login(server, { username: 'nobody-at-all', password: 'Wrong7horse' }),
        await login(server, { email: 'nobody@example.org', password: 'Wrong7horse' }),
        await login(server, { username: 'no such name \u202e', password: 'Wrong7horse' }),
        await login(server, { username: eve.username, password }),
      ]

      for (const answer of answers) refusal(answer, 'invalid_credentials')
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
      expect(new Set(answers.map(headerNames)).size).toBe(1)
    })

    test('[ACC-3] [B02] an unknown name takes as long as a wrong password', async () => {
      const [alice] = await people(server, 'alice')
      const spentMs = { known: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY }
      const isAlike = () => spentMs.unknown > spentMs.known / 3 && spentMs.unknown < spentMs.known * 3
      // Chance goes away when it is measured often enough; a difference that tells something stays.
      for (let n = 0; n < 5 || (n < 50 && !isAlike()); n++) {
        const known = await timeOf(() => login(server, { username: alice.username, password: 'Wrong7horse' }))
        const unknown = await timeOf(() => login(server, { username: 'nobody', password: 'Wrong7horse' }))
        // A machine that is busy with something else only ever makes it take longer.
        spentMs.known = Math.min(spentMs.known, known)
        spentMs.unknown = Math.min(spentMs.unknown, unknown)
      }

      expect(spentMs.unknown).toBeGreaterThan(spentMs.known / 3)
      expect(spentMs.unknown).toBeLessThan(spentMs.known * 3)
    })

    test('[ACC-3] [B15] a disabled person is out at once, with every session', async () => {
      const [alice] = await people(server, 'alice')
      await disable(server, alice)

      refusal(await alice.get('/auth/me'), 'unauthenticated')
      const json = { refresh_token: alice.refreshToken }
      refusal(await request(server, 'POST', '/auth/refresh', { json }), 'unauthenticated')
    })

    test.each([
      ['both names', { username: 'alice', email: 'alice@example.org' }],
      ['neither name', {}],
      ['an empty name', { username: '' }],
      ['a name of 255 characters', { username: 'a'.repeat(255) }],
    ])('[ACC-3] a sign-in with %s is refused as invalid', async (_, names) => {
      refusal(await login(server, { ...names, password }), 'invalid')
    })
  })
}

describe('limits', () => {
  const perAddress = { login_failures_per_address: 5 }

  test('[ACC-3] [B04] after five failures from one address the sixth attempt waits, even when it is right', async () => {
    await using server = await startServer({ settings: perAddress })
    const [alice, bob] = await people(server, 'alice', 'bob')
    for (let n = 0; n < 5; n++) {
      const guess = { username: `guess-${n}`, password: 'Wrong7horse' }
      refusal(await login(server, guess), 'invalid_credentials')
    }

    for (const { username } of [alice, bob]) {
      const answer = await login(server, { username, password })
      refusal(answer, 'rate_limited')
      const seconds = Number(answer.headers.get('Retry-After'))
      expect(seconds).toBeGreaterThan(14 * 60)
      expect(seconds).toBeLessThanOrEqual(15 * 60)
    }
  })

  test('[ACC-3] sign-ins that succeed are not counted', async () => {
    await using server = await startServer({ settings: perAddress })
    const [alice] = await people(server, 'alice')
    for (let n = 0; n < 6; n++) {
      expect((await login(server, { username: alice.username, password })).status).toBe(200)
    }
    for (let n = 0; n < 4; n++) await login(server, { username: alice.username, password: 'Wrong7horse' })
    expect((await login(server, { username: alice.username, password })).status).toBe(200)
  })

  test('[ACC-3] guesses that arrive together are no more than those that follow each other', async () => {
    await using server = await startServer({ settings: perAddress })
    const [alice] = await people(server, 'alice')
    const guesses = Array.from({ length: 20 }, (_, n) =>
      login(server, { username: alice.username, password: `Wrong${n}horse` }),
    )

    await Promise.race(guesses)
    const right = await login(server, { username: alice.username, password })

    refusal(right, 'rate_limited')
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([...Array(5).fill(401), ...Array(15).fill(429)])
  })

  test('[ACC-3] [B05] each name has its own limit over all addresses, in any case, and others are free', async () => {
    await using server = await startServer({ settings: { login_failures_per_account: 3 } })
    const [alice, bob] = await people(server, 'alice', 'bob')
    const spellings = [alice.username, alice.username.toUpperCase(), alice.username]
    for (const username of spellings) {
      refusal(await login(server, { username, password: 'Wrong7horse' }), 'invalid_credentials')
    }

    for (const username of spellings) refusal(await login(server, { username, password }), 'rate_limited')
    for (const way of [{ username: bob.username }, { email: bob.email }]) {
      expect((await login(server, { ...way, password })).status).toBe(200)
    }
  })

  test('[ACC-3] guesses by username and by e-mail address count together', async () => {
    await using server = await startServer({ settings: { login_failures_per_account: 2 } })
    const [alice] = await people(server, 'alice')
    for (const way of [{ username: alice.username }, { email: alice.email }]) {
      refusal(await login(server, { ...way, password: 'Wrong7horse' }), 'invalid_credentials')
    }
    for (const way of [{ username: alice.username }, { email: alice.email }]) {
      refusal(await login(server, { ...way, password }), 'rate_limited')
    }
  })

  test('[ACC-3] [B05] a limit tells nobody whether the account exists', async () => {
    await using server = await startServer({ settings: { login_failures_per_account: 2 } })
    const [alice] = await people(server, 'alice')
    const last = await Promise.all(
      [alice.username, 'nobody-at-all'].map(async (username) => {
        for (let n = 0; n < 2; n++) await login(server, { username, password: 'Wrong7horse' })
        return login(server, { username, password: 'Wrong7horse' })
      }),
    )
    for (const answer of last) refusal(answer, 'rate_limited')
    expect(last[0]?.text).toBe(last[1]?.text ?? '')
  })
})

function login(server: TestServer, json: object) {
  return request(server, 'POST', '/auth/login', { json })
}

function disable(server: TestServer, { id }: Probe) {
  return server.app.store.transaction((tx) =>
    tx.db.updateTable('accounts').set({ disabled_at: Date.now() }).where('id', '=', id).execute(),
  )
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function headerNames({ headers }: { headers: Headers }): string {
  return [...headers.keys()].toSorted().join()
}
