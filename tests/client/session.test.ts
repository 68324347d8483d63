import { expect, test } from 'bun:test'
import { createClient } from '#client/create-client'
import type { Tokens } from '#client/credentials'
import { memoryOutbox } from '#client/storage/memory'
import { openWebSocket } from '#client/web-socket'
import { startServer, type TestServer } from '../harness/server'
import { startChat } from './chat'
import { holdAnswers } from './held-answers'
import { newDevice, password, upToDate } from './person'
import { until } from './until'

test('[ACC-3] a wrong password signs nobody in', async () => {
  await using server = await startServer()
  const client = clientOf(server)
  await expect(client.login('alice', 'Wrong-Password-1')).rejects.toMatchObject({
    code: 'invalid_credentials',
    detail: 'The name or the password is not right.',
  })
  expect(client.session.get().phase).not.toBe('signed_in')
  expect(client.connection.get()).toEqual({ phase: 'idle' })
})

test('[ACC-1] who opens an account is signed in with it', async () => {
  await using server = await startServer()
  const client = clientOf(server)
  await client.register({ username: 'alice', email: 'alice@example.org', password })
  expect(client.session.get()).toMatchObject({ phase: 'signed_in', me: { username: 'alice' } })
  await upToDate(client)
  await client.stop()
})

test('[ACC-1] a name that is taken and a weak password are told by field', async () => {
  await using chat = await startChat(['alice'])
  const client = clientOf(chat.server)
  const email = 'other@example.org'
  const taken = client.register({ username: 'Alice', email, password })
  await expect(taken).rejects.toMatchObject({ code: 'taken', errors: [{ path: 'username' }] })
  const weak = client.register({ username: 'bob', email, password: 'password' })
  await expect(weak).rejects.toMatchObject({ code: expect.stringMatching(/invalid|password_unsuitable/) })
  const malformed = client.register({ username: 'b b', email, password })
  await expect(malformed).rejects.toMatchObject({ code: 'invalid', errors: [{ path: 'username' }] })
})

test('[ACC-3] people sign in by their name or their e-mail address', async () => {
  await using chat = await startChat(['alice'])
  const client = clientOf(chat.server)
  await client.login('alice@example.org', password)
  expect(client.session.get()).toMatchObject({ phase: 'signed_in', me: { username: 'alice' } })
  await upToDate(client)
  await client.stop()
})

test('[ACC-4] with nobody signed in the client knows so without asking', async () => {
  await using server = await startServer()
  const client = clientOf(server)
  await server.stop()
  await client.start()
  expect(client.session.get()).toEqual({ phase: 'signed_out', why: 'asked' })
  await expect(client.send('r1', 'hello')).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('[ACC-6] a client goes on with the session of an earlier run', async () => {
  await using chat = await startChat(['alice'])
  const client = clientOf(chat.server, await signIn(chat.server))
  await client.start()
  expect(client.session.get()).toMatchObject({ phase: 'signed_in', me: { username: 'alice' } })
  await upToDate(client)
  await client.stop()
})

test('[ACC-4] calls that find the access token run out share one refresh, and all succeed', async () => {
  await using chat = await startChat(['alice'])
  const { refresh } = await signIn(chat.server)
  using answers = holdAnswers(chat.server)
  const client = clientOf(answers, { access: 'run.out.token', refresh })

  const people = await Promise.all([1, 2, 3, 4, 5].map(() => client.api.me()))

  expect(people.map(({ username }) => username)).toEqual(Array(5).fill('alice'))
  expect(answers.asked.filter((path) => path === '/api/v1/auth/refresh')).toHaveLength(1)
  expect(answers.asked.filter((path) => path === '/api/v1/auth/me')).toHaveLength(10)
})

test('[ACC-4] a session that cannot be refreshed is signed out', async () => {
  await using chat = await startChat(['alice'])
  const client = clientOf(chat.server, { access: 'run.out.token', refresh: 'no.such.token' })
  await client.start()
  expect(client.session.get()).toEqual({ phase: 'signed_out', why: 'ended' })
  await expect(client.api.me()).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('[ACC-4] a socket whose token has run out comes back with a fresh one', async () => {
  await using chat = await startChat(['alice'])
  const { alice } = chat.people
  let greetings = 0
  alice.network.faults = {
    outgoing(frame) {
      if (frame.type !== 'hello' || greetings++ > 0) return [frame]
      return [{ ...frame, data: { ...frame.data, token: 'run.out.token' } }]
    },
  }
  alice.network.cut()
  alice.client.wake()
  await until(alice.client.connection, () => greetings === 2, 'a second greeting')
  await upToDate(alice.client)
  expect(alice.client.session.get().phase).toBe('signed_in')
})

test('[ACC-6] while the server cannot be asked who is signed in, the client waits and asks again', async () => {
  await using chat = await startChat(['alice'])
  const client = clientOf(chat.server, await signIn(chat.server))
  await chat.stopServer()
  const starting = client.start()
  await until(client.connection, ({ phase }) => phase === 'waiting')
  expect(client.session.get()).toEqual({ phase: 'unknown' })
  await chat.server.start()
  client.wake()
  await starting
  expect(client.session.get().phase).toBe('signed_in')
  await client.stop()
})

test('[ACC-6] a client can be stopped while it waits for the server', async () => {
  await using chat = await startChat(['alice'])
  const client = clientOf(chat.server, await signIn(chat.server))
  await chat.stopServer()
  const starting = client.start()
  await until(client.connection, ({ phase }) => phase === 'waiting')
  await client.stop()
  await starting
  expect(client.session.get()).toEqual({ phase: 'unknown' })
  expect(client.connection.get()).toEqual({ phase: 'idle' })
})

test('[ACC-5] signing out ends the connection and forgets what belonged to the person', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await alice.client.createRoom({ room_type: 'direct', member_ids: [bob.me.id] })
  await alice.client.openLog(room.id)
  await alice.client.send(room.id, 'hello')

  await alice.client.logout()

  expect(alice.client.session.get()).toEqual({ phase: 'signed_out', why: 'asked' })
  expect(alice.client.connection.get()).toEqual({ phase: 'idle' })
  expect(alice.client.rooms.get()).toEqual({ isLoaded: false, isKept: false, rooms: [] })
  expect(alice.client.log(room.id).get()).toMatchObject({ status: 'closed', messages: [] })
  await expect(alice.client.api.me()).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('[ACC-5] a session ended on another device is signed out here at once, and only here', async () => {
  await using chat = await startChat(['alice'])
  const { alice } = chat.people
  await using phone = await newDevice(chat.server, 'alice')
  const others = (await alice.client.api.sessions()).filter((session) => !session.is_current)
  expect(others).toHaveLength(1)

  for (const { id } of others) await alice.client.api.endSession(id)

  await until(phone.client.session, ({ phase }) => phase === 'signed_out')
  expect(phone.client.session.get()).toMatchObject({ why: 'ended' })
  expect(phone.client.connection.get()).toEqual({ phase: 'idle' })
  expect(alice.client.session.get().phase).toBe('signed_in')
  expect(alice.client.connection.get().phase).toBe('up_to_date')
})

test('[API-2] an answer that no Natter server gives is an error a person can read', async () => {
  using proxy = Bun.serve({
    port: 0,
    fetch: (request) =>
      request.url.endsWith('/server') ? new Response('<h1>Welcome</h1>') : new Response('', { status: 502 }),
  })
  const client = createClient({
    url: `http://localhost:${proxy.port}`,
    credentials: 'token',
    outbox: memoryOutbox(),
    openSocket: openWebSocket,
  })
  await expect(client.serverInfo()).rejects.toMatchObject({ code: 'internal' })
  await expect(client.findPeople('bob')).rejects.toMatchObject({ code: 'unavailable' })
})

function clientOf(server: { url: string }, tokens?: Tokens) {
  return createClient({
    url: server.url,
    credentials: 'token',
    ...(tokens && { tokens }),
    outbox: memoryOutbox(),
    openSocket: openWebSocket,
  })
}

/** Signs alice in without a client. */
async function signIn(server: TestServer): Promise<Required<Tokens>> {
  const answer = await clientOf(server).api.login({ username: 'alice', password })
  return { access: answer.access_token ?? '', refresh: answer.refresh_token ?? '' }
}
