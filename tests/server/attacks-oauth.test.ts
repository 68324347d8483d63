import { describe, expect, test } from 'bun:test'
import { oauthBegun } from '#protocol/oauth'
import { freePort } from '#scripts/free-port'
import { type Falsehood, startFalseIssuer } from '../harness/false-issuer'
import { type Journey, journey } from '../harness/oauth-journey'
import { refusal, request } from '../harness/request'
import { startServer, type TestServer } from '../harness/server'
import { startSpotify } from '../harness/spotify'

async function withSpotify() {
  const port = await freePort()
  const spotify = startSpotify()
  const server = await startServer({ port, settings: spotify.settings })
  return {
    spotify,
    server,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      spotify[Symbol.dispose]()
    },
  }
}

async function accountCount({ app }: TestServer): Promise<number> {
  return (await app.store.db.selectFrom('accounts').select('id').execute()).length
}

function isSignedIn({ jar }: Journey): boolean {
  return jar.get('natter_access') !== null
}

test('[D01] coming back without the state, without the cookie or without either signs nobody in', async () => {
  await using w = await withSpotify()
  for (const keep of ['cookie', 'state', 'neither']) {
    const eve = journey(w.server)
    const address = await eve.away('spotify')
    if (keep !== 'state') address.searchParams.delete('state')
    const comer = keep === 'cookie' ? eve : journey(w.server)
    refusal(await comer.back(address), 'sign_in_expired')
    expect(isSignedIn(comer)).toBe(false)
  }
  expect(await accountCount(w.server)).toBe(0)
  const bare = await request(w.server, 'GET', '/auth/oauth/spotify/callback')
  refusal(bare, 'sign_in_expired')
})

test('[D02] a state counts once, in its browser, for its service, and for ten minutes', async () => {
  await using w = await withSpotify()
  const [alice, eve] = [journey(w.server), journey(w.server)]
  const [ofAlice, ofEve] = [await alice.away('spotify'), await eve.away('spotify')]
  refusal(await alice.back(ofEve), 'sign_in_expired')
  refusal(await alice.back(ofAlice), 'sign_in_expired')
  expect(isSignedIn(alice)).toBe(false)

  const bob = journey(w.server)
  const address = await bob.away('spotify')
  const cookie = bob.jar.header()
  await bob.back(address)
  expect(isSignedIn(bob)).toBe(true)
  refusal(await fetchWith(address, cookie), 'sign_in_expired')

  const late = journey(w.server)
  const lateAddress = await late.away('spotify')
  await w.server.app.store.transaction((tx) =>
    tx.db.updateTable('attempts').set({ expires_at: Date.now() }).execute(),
  )
  refusal(await late.back(lateAddress), 'sign_in_expired')
})

test('[D03] a code of another journey is worth nothing, since its verifier is missing', async () => {
  await using w = await withSpotify()
  const [alice, eve] = [journey(w.server), journey(w.server)]
  const [ofAlice, ofEve] = [await alice.away('spotify'), await eve.away('spotify')]
  ofEve.searchParams.set('code', ofAlice.searchParams.get('code') ?? '')
  refusal(await eve.back(ofEve), 'sign_in_expired')

  ofEve.searchParams.set('code', 'made-up')
  refusal(await eve.back(ofEve), 'sign_in_expired')
  expect([isSignedIn(alice), isSignedIn(eve)]).toEqual([false, false])
  expect(await accountCount(w.server)).toBe(0)
})

test('[D04] nobody is sent anywhere but to this server, whatever the address asks for', async () => {
  await using w = await withSpotify()
  for (const next of [
    '//evil.example',
    '/\\evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    '/\r\nX: y',
  ]) {
    const alice = journey(w.server)
    const address = await alice.away('spotify')
    for (const name of ['next', 'redirect', 'return_to', 'redirect_uri']) address.searchParams.set(name, next)
    const answer = await alice.back(address, 'person')
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/'])
    expect(answer.headers.get('X')).toBeNull()
  }
  const headers = { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' }
  const json = { purpose: 'sign_in' }
  const begun = await request(w.server, 'POST', '/auth/oauth/spotify', { json, headers })
  const { address } = begun.read(oauthBegun)
  expect(new URL(address).searchParams.get('redirect_uri')).toBe(`${w.server.url}/spotify`)
})

describe('[D05] a token of the provider', () => {
  const falsehoods: Falsehood[] = [
    ...(['alg none', 'alg HS256', 'unknown key', 'another audience'] as const),
    ...(['another issuer', 'another nonce', 'expired', 'no subject'] as const),
  ]

  async function come(falsehood: Falsehood) {
    using issuer = await startFalseIssuer()
    issuer.falsehood = falsehood
    await using server = await startServer({ port: await freePort(), settings: issuer.settings })
    const eve = journey(server)
    const begun = await request(server, 'POST', '/auth/oauth/oidc', { json: { purpose: 'sign_in' } })
    eve.jar.take(begun)
    const answer = await eve.back(issuer.answerTo(new URL(begun.read(oauthBegun).address)))
    return { answer, isIn: isSignedIn(eve), accounts: await accountCount(server) }
  }

  test.each(falsehoods)('with %s signs nobody in', async (falsehood) => {
    const { answer, isIn, accounts } = await come(falsehood)
    refusal(answer, 'sign_in_refused')
    expect([isIn, accounts]).toEqual([false, 0])
  })

  test('with nothing wrong does', async () => {
    const { isIn, accounts } = await come('nothing')
    expect([isIn, accounts]).toEqual([true, 1])
  })
})

test('[D09] nothing is fetched that a profile names, and a profile without an end is refused', async () => {
  await using w = await withSpotify()
  w.spotify.person = { id: 's-1', display_name: 'Alice' }
  const alice = journey(w.server)
  await alice.back(await alice.away('spotify'))
  expect(isSignedIn(alice)).toBe(true)
  expect(w.spotify.asked.map((address) => address.split('?')[0])).toEqual([
    '/authorize',
    '/api/token',
    '/v1/me',
  ])

  for (const fault of ['endless profile', 'error 503'] as const) {
    w.spotify.fault = fault
    const eve = journey(w.server)
    refusal(await eve.back(await eve.away('spotify')), 'unavailable')
    expect(isSignedIn(eve)).toBe(false)
  }
  w.spotify.fault = 'no profile'
  const nobody = journey(w.server)
  refusal(await nobody.back(await nobody.away('spotify')), 'sign_in_refused')
  expect(await accountCount(w.server)).toBe(1)
})

test('who says no at the other service is told so on the sign-in screen', async () => {
  await using w = await withSpotify()
  const alice = journey(w.server)
  const address = await alice.away('spotify')
  address.searchParams.delete('code')
  address.searchParams.set('error', 'access_denied')
  const answer = await alice.back(address, 'person')
  expect(answer.headers.get('Location')).toBe('/?problem=sign_in_refused')
  expect(answer.headers.getSetCookie().join()).not.toContain('natter_access')
})

async function fetchWith(address: URL, Cookie: string) {
  const path = `/auth/oauth/spotify/callback${address.search}`
  return request({ url: address.origin }, 'GET', path, { headers: { Cookie } })
}
