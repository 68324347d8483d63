import { expect, test } from 'bun:test'
import { createHmac } from 'node:crypto'
import { iceServers } from '#protocol/calls'
import { signedIn } from '#protocol/sessions'
import { freePort } from '#scripts/free-port'
import { loadConfig } from '#server/config'
import { startLogging } from '../harness/logging-server'
import { accept, ring } from '../harness/probe-calls'
import { people } from '../harness/probe-people'
import { directRoom } from '../harness/probe-rooms'
import { refusal, request } from '../harness/request'
import { startServer } from '../harness/server'

const secret = 'a secret that is shared with the relay'
const relay = (port = 3478) => ({
  'calls.stun_urls': 'stun:turn.example.org:3478',
  'calls.turn_urls': `turn:127.0.0.1:${port}?transport=udp,turns:turn.example.org:5349`,
  'calls.turn_secret': secret,
})

test('[R11] who is signed in gets servers and credentials that are theirs and run out after ten minutes', async () => {
  await using server = await startServer({ settings: relay() })
  const [alice] = await people(server, 'alice')
  const from = Math.floor(Date.now() / 1000)
  const answer = await alice.get('/calls/ice-servers')
  const { ice_servers, lifetime } = answer.read(iceServers)

  expect(lifetime).toBe(600)
  expect(ice_servers[0]).toEqual({ urls: ['stun:turn.example.org:3478'] })
  const { urls, username = '', credential } = ice_servers[1] ?? { urls: [] }
  expect(urls).toEqual(['turn:127.0.0.1:3478?transport=udp', 'turns:turn.example.org:5349'])
  const [expiry, whose] = username.split(':')
  expect(Number(expiry)).toBeGreaterThanOrEqual(from + 600)
  expect(Number(expiry)).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000) + 600)
  expect(whose).toBe(alice.id)
  expect(credential).toBe(createHmac('sha1', secret).update(username).digest('base64'))
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  expect((await fetch(`${server.url}/api/v1/calls/ice-servers`)).status).toBe(401)
})

test('[R11] without a relay there is none, and where calls are switched off nothing is handed out', async () => {
  await using server = await startServer()
  const [alice] = await people(server, 'alice')
  expect((await alice.get('/calls/ice-servers')).read(iceServers).ice_servers).toEqual([])

  await using silent = await startServer({ settings: { ...relay(), calls: false } })
  const [bob] = await people(silent, 'bob')
  refusal(await bob.get('/calls/ice-servers'), 'policy_disabled')
})

test('[R11] a relay without a secret, and what is no address of one, stop the start', () => {
  const load = (settings: Record<string, string>) => () =>
    loadConfig({
      argv: Object.entries(settings).map(([key, value]) => `--${key.replaceAll(/[._]/g, '-')}=${value}`),
      env: {},
      cwd: '/',
    })
  expect(load({ 'calls.turn_urls': 'turn:turn.example.org' })).toThrow('calls.turn_secret')
  expect(load({ 'calls.turn_secret': secret })).toThrow('calls.turn_urls')
  expect(load({ 'calls.stun_urls': 'https://turn.example.org' })).toThrow('calls.stun_urls')
  expect(load(relay())).not.toThrow()
})

test('[F39] with a relay that is down people call, write and sign in as ever: nobody waits for it', async () => {
  await using server = await startServer({ settings: relay(await freePort()) })
  const [alice, bob] = await people(server, 'alice', 'bob')
  const room = await directRoom(alice, bob)
  await using aliceSocket = await alice.socket()
  await using bobSocket = await bob.socket()
  expect((await alice.get('/calls/ice-servers')).status).toBe(200)
  const call = await ring(aliceSocket, { room_id: room.id })
  expect((await accept(bobSocket, call)).phase).toBe('talking')
  aliceSocket.say({ type: 'send', data: { room_id: room.id, client_id: 'c', content: 'Can you hear me?' } })
  await aliceSocket.next('ack')
})

test('[P03] neither the secret nor the credentials reach the log', async () => {
  const flags = Object.entries(relay()).map(([key, value]) => `--${key.replaceAll(/[._]/g, '-')}=${value}`)
  await using server = await startLogging(flags)
  const json = { username: 'alice', email: 'alice@example.org', password: 'Correct7horse' }
  await request(server, 'POST', '/auth/register', { json })
  const login = await request(server, 'POST', '/auth/login', { json: { ...json, email: undefined } })
  const headers = { Authorization: `Bearer ${login.read(signedIn).access_token}` }
  const answer = await request(server, 'GET', '/calls/ice-servers', { headers })
  const [, turn] = answer.read(iceServers).ice_servers
  expect(turn?.credential).toBeString()
  expect(server.log()).not.toContain(secret)
  expect(server.log()).not.toContain(turn?.credential ?? '')
})
