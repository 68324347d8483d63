import { describe, expect, test } from 'bun:test'
import { me } from '#protocol/accounts'
import { password } from '../harness/probe-people'
import { refusal, request } from '../harness/request'
import { engines, startServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

let count = 0

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    function register(input: object) {
      return request(server, 'POST', '/auth/register', { json: input })
    }

    function alice() {
      const username = `Alice-${++count}`
      return { username, email: `${username}@Example.org`, password }
    }

    async function accounts() {
      const rows = await server.app.store.db.selectFrom('accounts').select('username').execute()
      return rows.length
    }

    test('[ACC-1] who registers is told who they are, as they wrote it, and is not signed in', async () => {
      const input = alice()

      const answer = await register(input)

      expect(answer.status).toBe(201)
      const account = answer.read(me.strict())
      expect(account).toMatchObject({ username: input.username, email: input.email })
      expect(Math.abs(Date.parse(account.created_at) - Date.now())).toBeLessThan(60_000)
      expect(answer.headers.getSetCookie()).toEqual([])
    })

    test.each([
      ['a username', 'username', (text: string) => ({ username: text })],
      ['an e-mail address', 'email', (text: string) => ({ email: text })],
    ] as const)('[ACC-1] %s in use, in whatever case, is refused by its field', async (_, field, reuse) => {
      const first = alice()
      await register(first)
      const before = await accounts()

      for (const change of ['toLowerCase', 'toUpperCase', 'toString'] as const) {
        const answer = await register({ ...alice(), ...reuse(first[field][change]()) })

        expect(refusal(answer, 'taken').errors).toEqual([
          { path: field, code: 'taken', detail: expect.any(String) },
        ])
        expect(answer.text).not.toContain(first[field === 'email' ? 'username' : 'email'])
      }
      expect(await accounts()).toBe(before)
    })

    test('[ACC-1] [B14] of 50 people who want one username at once exactly one gets it', async () => {
      const { username } = alice()
      const before = await accounts()

      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, n) => {
          const spelling = n % 2 === 0 ? username : username.toUpperCase()
          return register({ username: spelling, email: `${n}-${username}@example.org`, password })
        }),
      )

      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(49).fill(409)])
      for (const answer of answers.filter(({ status }) => status !== 201)) refusal(answer, 'taken')
      expect(await accounts()).toBe(before + 1)
    })

    const unsuitable: [string, string[]][] = [
      ['aB1', ['too_short']],
      ['short', ['too_short', 'no_upper_case', 'no_digit']],
      ['12345678', ['no_upper_case', 'no_lower_case']],
      ['lowercase9', ['no_upper_case']],
      ['UPPERCASE9', ['no_lower_case']],
      ['NoDigitsHere', ['no_digit']],
      ['𝒜𝒜𝒜𝒜', ['too_short', 'no_lower_case', 'no_digit']],
    ]

    test.each(unsuitable)(
      '[ACC-1] the password %s is refused with each rule it breaks',
      async (weak, codes) => {
        const before = await accounts()

        const { errors } = refusal(await register({ ...alice(), password: weak }), 'invalid')

        expect(errors?.map(({ path, code }) => [path, code])).toEqual(codes.map((code) => ['password', code]))
        expect(errors?.every(({ detail }) => detail.length > 0)).toBe(true)
        expect(await accounts()).toBe(before)
      },
    )

    test('[ACC-1] letters and digits of any script count', async () => {
      expect((await register({ ...alice(), password: 'Ωμέγα٣πολύ' })).status).toBe(201)
    })

    test.each(['Password1', 'Passw0rd', 'pAsSwOrD123', 'Abc123456'])(
      '[ACC-2] the common password %s is refused',
      async (common) => {
        const before = await accounts()
        refusal(await register({ ...alice(), password: common }), 'password_unsuitable')
        expect(await accounts()).toBe(before)
      },
    )

    test('[ACC-2] a password that is the own name, address or the program with digits is refused', async () => {
      const username = `Marguerite-${++count}`
      const email = `m.durand${count}@example.org`

      for (const guessable of [
        `${username}2024`,
        `M.durand${count}!77`,
        `${email}1`.replace('m', 'M'),
        'Natter2024!',
      ]) {
        refusal(await register({ username, email, password: guessable }), 'password_unsuitable')
      }
    })

    test.each([
      ['a username with a space', 'username', { username: 'al ice' }],
      ['a username of look-alike letters', 'username', { username: 'аlice' }],
      ['a username of two characters', 'username', { username: 'al' }],
      ['a username of 33 characters', 'username', { username: 'a'.repeat(33) }],
      ['a username with a line break at its end', 'username', { username: 'alice\n' }],
      ['a username written from right to left', 'username', { username: 'ali\u202ece' }],
      ['a username with a character nobody sees', 'username', { username: 'ali\u200bce' }],
      ['a password of 7 characters', 'password', { password: 'Corre7h' }],
      ['a username with NUL', 'username', { username: 'ali\u0000ce' }],
      ['an e-mail address without an at sign', 'email', { email: 'alice.example.org' }],
      ['an e-mail address of 255 characters', 'email', { email: `${'a'.repeat(243)}@example.org` }],
      ['a password with NUL', 'password', { password: 'Correct\u00007horse' }],
      ['a password with half a character', 'password', { password: 'Correct7\ud83d' }],
      ['a password of 129 characters', 'password', { password: `aB1${'x'.repeat(126)}` }],
      ['no username', 'username', { username: undefined }],
      ['no password', 'password', { password: undefined }],
      ['no e-mail address, where one is needed', 'email', { email: undefined }],
    ])('[ACC-1] [B12] [B06] %s is refused by its field', async (_, field, wrong) => {
      const before = await accounts()

      const { errors } = refusal(await register({ ...alice(), ...wrong }), 'invalid')

      expect(new Set(errors?.map(({ path }) => path))).toEqual(new Set([field]))
      expect(await accounts()).toBe(before)
    })

    test.each(['admin', 'Administrator', '__proto__', 'constructor', 'natter', 'SYSTEM', 'root', 'support'])(
      '[B12] nobody is called %s',
      async (username) => {
        const before = await accounts()
        const { errors } = refusal(await register({ ...alice(), username }), 'taken')
        expect(errors?.map(({ path }) => path)).toEqual(['username'])
        expect(await accounts()).toBe(before)
      },
    )

    test('[ACC-1] the longest username, e-mail address and password are accepted', async () => {
      const username = `${++count}`.padStart(32, 'a')
      const domain = `${'d'.repeat(60)}.${'d'.repeat(60)}.${'d'.repeat(50)}.org`
      const email = `${`${count}`.padStart(60, 'x')}@${domain}`
      expect((await register({ username, email, password: `aB1${'𝒜'.repeat(125)}` })).status).toBe(201)
    })

    test('[ACC-1] an answer never contains the password or its hash', async () => {
      const input = alice()
      const answers = [
        await register(input),
        await register(input),
        await register({ ...input, password: 'x' }),
      ]
      for (const { text } of answers) {
        expect(text).not.toContain(password)
        expect(text).not.toContain('argon2')
      }
    })
  })
}

describe('profiles', () => {
  test('[ACC-1] where an e-mail address is optional, two people can do without one', async () => {
    await using server = await startServer({ settings: { profile: 'private' } })
    for (const username of ['alice', 'bob']) {
      const answer = await request(server, 'POST', '/auth/register', { json: { username, password } })
      expect(answer.read(me).email).toBeNull()
    }
  })
})
