import { describe, expect, test } from 'bun:test'
import { endSession } from '#server/auth/sessions'
import { claims, flipLast } from '../harness/forged-tokens'
import { type Probe, people } from '../harness/probe-people'
import { openSocket } from '../harness/probe-socket'
import { rawRequest } from '../harness/raw-http'
import type { TestServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

/** How an upgrade is answered; a header that is empty is left out. */
function upgrade(server: TestServer, headers: Record<string, string>, method = 'GET') {
  const lines = Object.entries({
    Host: 'chat.example.org',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  }).filter(([, value]) => value !== '')
  const text = lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')
  return rawRequest(server, `${method} /ws HTTP/1.1\r\n${text}\r\n\r\n`)
}

describe('a handshake', () => {
  const server = serverForAll({ settings: { public_url: 'https://chat.example.org' } })
  const own = 'https://chat.example.org'
  const cookie = ({ token }: Probe) => ({ Cookie: `__Host-natter_access=${token}` })

  test.each([
    ['none', ''],
    ['that is null', 'null'],
    ['of another site', 'https://evil.example'],
    ['without encryption', 'http://chat.example.org'],
    ['of another port', `${own}:8443`],
    ['that only begins like ours', `${own}.evil.example`],
    ['that only ends like ours', 'https://evilchat.example.org'],
    ['of a sibling', 'https://files.example.org'],
    ['of a child', 'https://files.chat.example.org'],
    ['of the parent', 'https://example.org'],
    ['with our name as its user', 'https://chat.example.org@evil.example'],
  ])('[W01] with a cookie and an origin %s is refused before the upgrade', async (_, Origin) => {
    const [alice] = await people(server, 'alice')
    const answer = await upgrade(server, { ...cookie(alice), Origin })
    expect(answer.status).toBe(403)
    expect(JSON.parse(answer.text).code).toBe('foreign_origin')
    expect((await upgrade(server, { ...cookie(alice), Origin: own })).status).toBe(101)
  })

  test('[W02] needs a token of a session that is alive', async () => {
    const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
    await endSession(server.app, bob.id, bob.sessionId)
    const key = server.app.keys.accessToken
    const past = Math.floor(Date.now() / 1000) - 3600
    const bad: [string, string | undefined][] = [
      ['none', undefined],
      ['of a session that was ended', bob.token],
      ['that has run out', await claims(alice).setExpirationTime(past).sign(key)],
      ["of another person's session", await claims({ id: eve.id, sessionId: alice.sessionId }).sign(key)],
      ['whose signature is another', flipLast(alice.token)],
    ]
    for (const [, token] of bad) {
      await using socket = await openSocket(server)
      socket.say({ type: 'hello', data: { version: 1, ...(token !== undefined && { token }) } })
      expect((await socket.closed).code).toBe(4401)
    }
    await using socket = await openSocket(server)
    socket.say({ type: 'hello', data: { version: 1, token: await claims(alice).sign(key) } })
    expect((await socket.next('welcome')).data.user_id).toBe(alice.id)
  })

  test.each<[string, string, Record<string, string>]>([
    ['of another version', 'GET', { 'Sec-WebSocket-Version': '8' }],
    ['without a version', 'GET', { 'Sec-WebSocket-Version': '' }],
    ['with a key that is none', 'GET', { 'Sec-WebSocket-Key': 'x' }],
    ['without a key', 'GET', { 'Sec-WebSocket-Key': '' }],
    ['by POST', 'POST', { 'Content-Length': '0' }],
    ['that is plain HTTP', 'GET', { Connection: '', Upgrade: '' }],
  ])('[W03] %s is told what it lacks', async (_, method, headers) => {
    const answer = await upgrade(server, headers, method)
    expect(answer.status).toBe(426)
  })

  test('[W06] that offers compression gets a socket without any', async () => {
    const offer = 'permessage-deflate; client_max_window_bits, x-webkit-deflate-frame'
    const answer = await upgrade(server, { 'Sec-WebSocket-Extensions': offer })
    expect(answer.status).toBe(101)
    expect(answer.headers.get('Sec-WebSocket-Extensions')).toBeNull()
  })
})
