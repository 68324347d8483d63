import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createHmac } from 'node:crypto'
import { iceServers } from '#protocol/calls'
import { people } from '../harness/probe-people'
import { startServer } from '../harness/server'
import { type Credentials, turnExchange } from '../harness/turn-client'
import { startTurnServer, type TurnServer } from '../harness/turn-server'

/** Where a relay must not lead: itself, its network, and the same in disguise. */
const inside = {
  4: [
    '127.0.0.1',
    '127.255.0.1',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
  ],
  6: [
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::127.0.0.1',
    'fc00::1',
    'fe80::1',
    '64:ff9b::7f00:1',
  ],
}

describe('a relay as the documentation has it', () => {
  let turn: TurnServer
  beforeAll(async () => {
    turn = await startTurnServer()
  })
  afterAll(() => turn[Symbol.asyncDispose]())

  /** What the server hands out to somebody who is signed in. */
  async function credentialsOfAlice(): Promise<Credentials> {
    await using server = await startServer({ settings: turn.settings })
    const [alice] = await people(server, 'alice')
    const { ice_servers } = (await alice.get('/calls/ice-servers')).read(iceServers)
    const { username = '', credential = '' } = ice_servers[0] ?? {}
    return { username, credential }
  }

  /** Credentials by the scheme, good until a moment (seconds since 1970). */
  function credentialsUntil(seconds: number, secret = turn.secret): Credentials {
    const username = `${Math.floor(seconds)}:alice`
    return { username, credential: createHmac('sha1', secret).update(username).digest('base64') }
  }

  test('[N03] [R11] what the server hands out opens the relay; without, made up or too old, nothing does', async () => {
    using nobody = await turnExchange(turn.port)
    expect(await nobody.allocate(null)).toBe(401)
    using made = await turnExchange(turn.port)
    expect(await made.allocate(credentialsUntil(Date.now() / 1000 + 600, 'another secret'))).toBe(401)
    using old = await turnExchange(turn.port)
    expect(await old.allocate(credentialsUntil(Date.now() / 1000 - 2))).toBe(401)
    using alice = await turnExchange(turn.port)
    expect(await alice.allocate(await credentialsOfAlice())).toBe('ok')
  })

  test('[N03] the relay leads to no address inside a network, however that is written', async () => {
    const credentials = await credentialsOfAlice()
    using exchange = await turnExchange(turn.port)
    expect(await exchange.allocate(credentials)).toBe('ok')
    for (const peer of inside[4]) {
      expect([peer, await exchange.permit(credentials, peer)]).toEqual([peer, 403])
    }
    expect(await exchange.permit(credentials, '9.9.9.9')).toBe('ok')
  })

  test('[N03] nor does it where it relays IPv6, which can wrap the addresses of IPv4', async () => {
    const credentials = await credentialsOfAlice()
    using exchange = await turnExchange(turn.port)
    expect(await exchange.allocate(credentials, 6)).toBe(turn.hasIpv6 ? 'ok' : 440)
    if (!turn.hasIpv6) return
    for (const peer of inside[6]) {
      expect([peer, await exchange.permit(credentials, peer)]).toEqual([peer, 403])
    }
    expect(await exchange.permit(credentials, '2620:fe::9')).toBe('ok')
  })
})

test('[N03] the relay that tests of two browsers use leads to this machine, which the documented one does not', async () => {
  await using turn = await startTurnServer({ allowsLoopback: true })
  await using server = await startServer({ settings: turn.settings })
  const [alice] = await people(server, 'alice')
  const { ice_servers, lifetime } = (await alice.get('/calls/ice-servers')).read(iceServers)
  const [relay] = ice_servers
  expect(lifetime).toBe(600)
  expect(relay?.urls).toEqual([`turn:127.0.0.1:${turn.port}?transport=udp`])
  const credentials = { username: relay?.username ?? '', credential: relay?.credential ?? '' }
  using exchange = await turnExchange(turn.port)
  expect(await exchange.allocate(credentials)).toBe('ok')
  expect(await exchange.permit(credentials, '127.0.0.1')).toBe('ok')
})
