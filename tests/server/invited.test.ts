import { describe, expect, test } from 'bun:test'
import type { ErrorCode } from '#protocol/errors'
import { signedIn } from '#protocol/sessions'
import { freePort } from '#scripts/free-port'
import { commandLine } from '#server/domain/admin/admin'
import { createInvitation } from '#server/domain/admin/invitations'
import { passOf } from '#server/domain/admin/link-token'
import { makeOwnerLink } from '#server/domain/admin/owner-link'
import { hasOwner } from '#server/store/people'
import { giveCode, requestSignUp } from '../harness/codes'
import { databaseState } from '../harness/database-state'
import { mailingServer } from '../harness/mailing-server'
import { journey } from '../harness/oauth-journey'
import { type Answer, refusal, request } from '../harness/request'
import { engines, type TestServer } from '../harness/server'
import { startSpotify } from '../harness/spotify'

const brought = ['no token', 'valid', 'used', 'expired', 'owner link'] as const
type Brought = (typeof brought)[number]
type Outcome = 'in' | ErrorCode

/** What becomes of somebody new, by what the policy says and what they bring. */
const outcomes: Record<'open' | 'invite' | 'closed', Record<Brought, Outcome>> = {
  open: { 'no token': 'in', valid: 'in', used: 'gone', expired: 'gone', 'owner link': 'in' },
  invite: { 'no token': 'policy_disabled', valid: 'in', used: 'gone', expired: 'gone', 'owner link': 'in' },
  closed: {
    ...{ 'no token': 'policy_disabled', valid: 'policy_disabled', used: 'policy_disabled' },
    ...{ expired: 'policy_disabled', 'owner link': 'in' },
  },
}

const ways = ['password', 'code', 'service'] as const
let count = 0

for (const engine of engines) {
  describe.each(Object.keys(outcomes) as (keyof typeof outcomes)[])(
    `${engine}: registration is %s`,
    (how) => {
      test.each(ways)('[H07] who opens an account by %s is let in by what they bring', async (way) => {
        await using site = await open(engine, { 'accounts.registration': how })
        for (const what of brought) {
          const username = `newcomer-${++count}`
          const token = await tokenFor(site.server, what)
          const answer = await site.enter(way, username, token)

          const outcome = outcomes[how][what]
          const said = `${what}: ${answer.status} ${answer.text}`
          if (outcome !== 'in') refusal(answer, outcome)
          else if (answer.status >= 400) throw new Error(said)
          expect([said, await names(site.server, username)]).toEqual([
            said,
            outcome === 'in' ? [username] : [],
          ])
          expect([said, await isUsed(site.server, token)]).toEqual([said, isSpent(what, outcome)])
          expect(await databaseState(site.server.app.store)).not.toContain(token ?? 'no token at all')
        }
      })
    },
  )

  describe(engine, () => {
    test.each(['code', 'service'] as const)(
      '[ACC-12] where nobody may register the first owner comes by %s and takes the link',
      async (way) => {
        await using site = await open(engine, {
          'accounts.registration': 'closed',
          'sign_in.password': false,
        })
        const token = await tokenFor(site.server, 'owner link')
        const answer = await site.enter(way, 'alice', token)
        const headers = headersOf(answer)

        expect(await hasOwner(site.server.app.store)).toBe(false)
        const claimed = await request(site.server, 'POST', '/auth/owner', { json: { token }, headers })
        expect([claimed.status, await hasOwner(site.server.app.store)]).toEqual([200, true])
        refusal(await site.enter(way, 'eve', token), 'policy_disabled')
      },
    )

    test('[H07] an invitation whose last use is taken while a code is on its way lets nobody in by that code', async () => {
      await using site = await open(engine, { 'accounts.registration': 'invite' })
      const token = await tokenFor(site.server, 'valid')
      const eve = newcomer('eve')
      const asked = await requestSignUp(site, eve, token)
      expect((await site.enter('code', 'bob', token)).status).toBe(200)

      refusal(await giveCode(site, eve, asked), 'gone')
      expect(await names(site.server, 'eve')).toEqual([])
    })

    test('[H07] who has an account comes in through a service whatever link they bring', async () => {
      await using site = await open(engine, { 'accounts.registration': 'invite' })
      const token = await tokenFor(site.server, 'valid')
      expect((await site.enter('service', 'alice', token)).status).toBe(303)
      expect((await site.enter('service', 'alice', token)).status).toBe(303)
      expect((await site.enter('service', 'alice', 'a'.repeat(43))).status).toBe(303)
      refusal(await site.enter('service', 'eve', 'a'.repeat(43)), 'not_found')
    })
  })
}

/** A server with every way in, and somebody who tries them. */
async function open(engine: (typeof engines)[number], settings: Record<string, string | boolean>) {
  const port = await freePort()
  const spotify = startSpotify()
  const site = await mailingServer({
    engine,
    port,
    settings: { 'sign_in.otp': true, 'accounts.email': 'optional', ...spotify.settings, ...settings },
  })
  return {
    ...site,
    async enter(way: (typeof ways)[number], username: string, token?: string): Promise<Answer> {
      if (way === 'password') {
        const json = { username, password: 'Correct7horse', invitation: token }
        return request(site.server, 'POST', '/auth/register', { json })
      }
      if (way === 'code') {
        const person = newcomer(username)
        const asked = await requestSignUp(site, person, token)
        return asked.status === 202 ? giveCode(site, person, asked) : asked
      }
      spotify.person = { id: username, display_name: username }
      const journeyed = journey(site.server)
      return journeyed.back(await journeyed.away('spotify', 'sign_in', token))
    },
    async [Symbol.asyncDispose]() {
      await site[Symbol.asyncDispose]()
      spotify[Symbol.dispose]()
    },
  }
}

function newcomer(username: string) {
  const phone = `+4915${String(++count).padStart(9, '0')}`
  return { phone, username, email: `${username}@example.org` }
}

/** The end of a link of this kind. */
async function tokenFor(server: TestServer, what: Brought): Promise<string | undefined> {
  const { app } = server
  if (what === 'no token') return undefined
  if (what === 'owner link') return (await makeOwnerLink(app)).split('#owner=')[1]
  const { id, link } = await createInvitation(app, commandLine, { uses: 1, days: 1 })
  const changes = { valid: {}, used: { uses: 1 }, expired: { expires_at: Date.now() - 1 } }[what]
  if (what !== 'valid') {
    await app.store.transaction((tx) =>
      tx.db.updateTable('invitations').set(changes).where('id', '=', id).execute(),
    )
  }
  return link.split('#invitation=')[1]
}

function isSpent(what: Brought, outcome: Outcome): boolean {
  return what === 'used' || (what === 'valid' && outcome === 'in')
}

async function isUsed({ app }: TestServer, token: string | undefined): Promise<boolean> {
  const rows = await app.store.db
    .selectFrom('invitations')
    .select('uses')
    .where('token_hash', '=', passOf(token) ?? '')
    .execute()
  return rows.some(({ uses }) => uses > 0)
}

async function names({ app }: TestServer, username: string): Promise<string[]> {
  const rows = await app.store.db
    .selectFrom('accounts')
    .select('username')
    .where('username', '=', username)
    .execute()
  return rows.map((row) => row.username)
}

/** As a program has a token, or as a browser has cookies. */
function headersOf(answer: Answer): Record<string, string> {
  if (answer.status === 200) return { Authorization: `Bearer ${answer.read(signedIn).access_token}` }
  const [, token = ''] = /natter_access=([^;]+)/.exec(answer.headers.getSetCookie().join('\n')) ?? []
  return { Authorization: `Bearer ${token}` }
}
