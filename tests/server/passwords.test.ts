import { describe, expect, test } from 'bun:test'
import { createPasswordHasher } from '#server/auth/password-hasher'
import { createAccount } from '#server/domain/accounts/create'
import { findAccountByUsername } from '#server/store/accounts'
import { refusal, request } from '../harness/request'
import { engines, type TestServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const password = 'Correct7horse'
/** As the hasher has it. */
const mostWaiting = 64
let count = 0

for (const engine of engines) {
  describe(engine, () => {
    const argon2id = serverForAll({ engine })
    const unshared = serverForAll({ engine, settings: { passwords_reject_shared: true } })

    test('[ACC-2] a hash made by bcrypt verifies and is replaced at the next sign-in', async () => {
      await expectUpgrade(argon2id, 'bcrypt', '$argon2id$')
    })

    test('[ACC-2] [B08] with passwords.reject_shared, one in use is called too easy to guess, like any other', async () => {
      const unusual = 'Gooseberry81jam'
      expect((await register(unshared, newName(), unusual)).status).toBe(201)

      const shared = await register(unshared, newName(), unusual)
      const common = await register(unshared, newName(), 'Password1')

      refusal(shared, 'password_unsuitable')
      expect(shared.text).toBe(common.text)
      expect((await register(unshared, newName(), `${unusual}s`)).status).toBe(201)
      expect((await register(argon2id, newName(), unusual)).status).toBe(201)
      expect((await register(argon2id, newName(), unusual)).status).toBe(201)
    })

    test('[ACC-2] a password is only noted as in use when its account was made', async () => {
      const username = newName()
      await register(unshared, username, 'Raspberry81jam')

      refusal(await register(unshared, username, 'Blackberry81jam'), 'taken')

      expect((await register(unshared, newName(), 'Blackberry81jam')).status).toBe(201)
    })

    test('[ACC-2] of six people who choose one password at once, one may have it', async () => {
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => register(unshared, newName(), 'Cloudberry81jam')),
      )
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
      for (const answer of answers.filter(({ status }) => status !== 201))
        refusal(answer, 'password_unsuitable')
    })
  })
}

describe('hashing', () => {
  const server = serverForAll()
  const bcrypt = serverForAll({ settings: { passwords_algorithm: 'bcrypt' } })

  test('[ACC-2] a hash made by argon2id verifies and is replaced where bcrypt hashes', async () => {
    await expectUpgrade(bcrypt, 'argon2id', '$2b$12$')
  })

  test('[ACC-2] where bcrypt hashes, 72 bytes are accepted and one more is refused, never cut', async () => {
    const longest = `Aa1${'ü'.repeat(34)}x`
    expect(Buffer.byteLength(longest)).toBe(72)
    const username = newName()

    expect((await register(bcrypt, username, longest)).status).toBe(201)

    const refused = refusal(await register(bcrypt, newName(), `${longest}y`), 'invalid')
    expect(refused.errors?.map(({ path, code }) => [path, code])).toEqual([['password', 'too_long']])
    expect((await login(bcrypt, username, longest)).status).toBe(200)
    refusal(await login(bcrypt, username, `${longest}y`), 'invalid_credentials')
    refusal(await login(server, username, longest), 'invalid_credentials')
  })

  test('[ACC-2] [B07] a password of more than 72 bytes never verifies against a hash of bcrypt', async () => {
    const long = `Aa1${'x'.repeat(120)}`
    const username = await accountWithHash(
      server,
      await Bun.password.hash(long, { algorithm: 'bcrypt', cost: 4 }),
    )

    refusal(await login(server, username, long), 'invalid_credentials')
  })

  test('[ACC-2] [B07] the same password typed as other code points is the same password', async () => {
    const username = newName()
    expect((await register(server, username, 'Caf\u00e9 Zo\u00eb 77')).status).toBe(201)

    expect((await login(server, username, 'Cafe\u0301 Zoe\u0308 77')).status).toBe(200)
    refusal(await login(server, username, 'Cafe Zoe 77'), 'invalid_credentials')
  })

  test.each(['argon2id', 'bcrypt'] as const)(
    '[ACC-2] while %s hashes, everything else goes on',
    async (algorithm) => {
      const hasher = await createPasswordHasher(algorithm)
      let isHashing = true
      const hashing = Promise.all([1, 2].map(() => hasher.hash(password))).then(() => {
        isHashing = false
      })

      let turns = 0
      while (isHashing) {
        await Bun.sleep(1)
        turns++
      }
      await hashing

      // A hash on the event loop would leave it at most one.
      expect(turns).toBeGreaterThan(2)
    },
  )

  test('[ACC-2] [OPS-5] when too many wait for their hash, the rest are told to come back', async () => {
    const answers = await Promise.all(
      Array.from({ length: 160 }, () => register(server, newName(), password)),
    )

    const turnedAway = answers.filter(({ status }) => status !== 201)
    expect(turnedAway.length).toBeGreaterThan(0)
    expect(answers.length - turnedAway.length).toBeGreaterThan(mostWaiting)
    for (const answer of turnedAway) {
      refusal(answer, 'unavailable')
      expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0)
    }
    expect((await register(server, newName(), password)).status).toBe(201)
  })
})

async function expectUpgrade(server: TestServer, old: 'argon2id' | 'bcrypt', prefix: string) {
  const hasher = await createPasswordHasher(old)
  const username = await accountWithHash(server, await hasher.hash(password))
  const before = await hashOf(server, username)

  refusal(await login(server, username, 'Wrong7horse'), 'invalid_credentials')
  expect(await hashOf(server, username)).toBe(before)
  expect((await login(server, username, password)).status).toBe(200)
  const upgraded = await hashOf(server, username)
  expect((await login(server, username, password)).status).toBe(200)

  expect(upgraded).toStartWith(prefix)
  expect(await hashOf(server, username)).toBe(upgraded)
  refusal(await login(server, username, 'Wrong7horse'), 'invalid_credentials')
}

function newName(): string {
  return `alice-${++count}`
}

function register(server: TestServer, username: string, chosen: string) {
  const json = { username, email: `${username}@example.org`, password: chosen }
  return request(server, 'POST', '/auth/register', { json })
}

function login(server: TestServer, username: string, given: string) {
  return request(server, 'POST', '/auth/login', { json: { username, password: given } })
}

async function accountWithHash(server: TestServer, passwordHash: string): Promise<string> {
  const username = newName()
  await server.app.store.transaction((tx) =>
    createAccount(server.app, tx, { username, email: null, passwordHash }),
  )
  return username
}

async function hashOf(server: TestServer, username: string): Promise<string | null> {
  return (await findAccountByUsername(server.app.store, username))?.password_hash ?? null
}
