import { describe, expect, test } from 'bun:test'
import { protocolVersion } from '#protocol/version'
import { networkOf } from '#server/gateway/admission'
import { people } from '../harness/probe-people'
import { directRoom, write } from '../harness/probe-rooms'
import { openSocket } from '../harness/probe-socket'
import { rawRequest } from '../harness/raw-http'
import type { Answer } from '../harness/request'
import { startServer, type TestServer } from '../harness/server'

/** How many of that many upgrades asked for at once were granted, and how the others were answered. */
async function upgradeAtOnce(server: TestServer, count: number) {
  const sockets = await Promise.allSettled(Array.from({ length: count }, () => openSocket(server)))
  const open = sockets.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  return { open, refused: await refusedUpgrade(server) }
}

/** How an upgrade is refused. On a machine that is busy there may be a turn again, so that it takes several at once. */
async function refusedUpgrade(server: TestServer): Promise<Answer> {
  const asking = [
    ...['GET /ws HTTP/1.1', 'Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket'],
    ...['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='],
  ]
  for (;;) {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => rawRequest(server, `${asking.join('\r\n')}\r\n\r\n`)),
    )
    const refused = answers.find(({ status }) => status !== 101)
    if (refused) return refused
  }
}

describe('too many sockets', () => {
  test('[W05] of one person close the oldest, and nobody else is concerned', async () => {
    await using server = await startServer()
    const [alice, bob] = await people(server, 'alice', 'bob')
    const room = await directRoom(alice, bob)
    await using bobSocket = await bob.socket()
    const sockets = []
    for (let n = 0; n < 10; n++) sockets.push(await alice.socket())
    const [oldest, second] = sockets
    expect(await oldest?.fence()).toEqual([])

    await using eleventh = await alice.socket()

    expect((await oldest?.closed)?.code).toBe(4409)
    await write(bob, room, 'still here?')
    expect((await eleventh.next('message')).data.content).toBe('still here?')
    expect((await second?.next('message'))?.data.content).toBe('still here?')
    expect((await bobSocket.next('message')).data.content).toBe('still here?')
    for (const socket of sockets) await socket[Symbol.asyncDispose]()
  })

  test('[W05] of one network address are refused before the upgrade, and there is room again when some close', async () => {
    await using server = await startServer({ settings: { 'limits.sockets_per_address': 3 } })
    const { open, refused } = await upgradeAtOnce(server, 5)
    expect(open).toHaveLength(3)
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '30'])
    expect(JSON.parse(refused.text)).toEqual({ code: 'rate_limited', detail: expect.any(String) })
    const [alice] = await people(server, 'alice')
    expect((await alice.get('/auth/me')).status).toBe(200)

    await open[0]?.[Symbol.asyncDispose]()

    await using again = await openSocket(server)
    again.say({ type: 'hello', data: { version: protocolVersion, token: alice.token } })
    expect((await again.next('welcome')).data.user_id).toBe(alice.id)
    for (const socket of open) await socket[Symbol.asyncDispose]()
  })

  test('[W05] of all together are refused before the upgrade, and those that are open stay', async () => {
    await using server = await startServer({ settings: { 'limits.connections': 10 } })
    const { open, refused } = await upgradeAtOnce(server, 14)
    expect(open).toHaveLength(10)
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, '30'])
    expect(JSON.parse(refused.text)).toEqual({ code: 'unavailable', detail: expect.any(String) })
    for (const socket of open) await socket[Symbol.asyncDispose]()
  })

  test('[W05] in one second are refused before the upgrade, and the next second brings more', async () => {
    await using server = await startServer({ settings: { 'limits.upgrades_per_second': 10 } })
    const startedAt = performance.now()
    const { open, refused } = await upgradeAtOnce(server, 60)
    const seconds = Math.ceil((performance.now() - startedAt) / 1000)
    expect(open.length).toBeGreaterThanOrEqual(2)
    expect(open.length).toBeLessThanOrEqual(10 * seconds)
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, '1'])
    expect(JSON.parse(refused.text)).toEqual({ code: 'unavailable', detail: expect.any(String) })

    await Bun.sleep(1000)
    await using later = await openSocket(server)
    later.say({ type: 'ping', data: {} })
    expect((await later.closed).code).toBe(4401)
    for (const socket of open) await socket[Symbol.asyncDispose]()
  })

  test('[W05] [A19] an IPv6 network counts as one address', () => {
    expect(networkOf('192.0.2.7')).toBe('192.0.2.7')
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
    expect(networkOf('2001:db8:1:2::6')).toBe('2001:db8:1:2')
    expect(networkOf('2001:db8::6')).toBe('2001:db8:0:0')
    expect(networkOf('::1')).toBe('0:0:0:0')
    expect(networkOf('fe80::')).toBe('fe80:0:0:0')
  })
})
