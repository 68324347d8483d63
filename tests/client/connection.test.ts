import { expect, test } from 'bun:test'
import type { ConnectionState } from '#client/state/types'
import { closeCodes } from '#protocol/close-codes'
import type { FrameOf } from '#protocol/frames'
import { startChat } from './chat'
import { newGroup, type Person, upToDate } from './person'
import { until, waitFor } from './until'

/** A goodbye that asks nobody to be back before a test is over. */
const lateReturn: FrameOf<'bye'> = {
  type: 'bye',
  data: { reason: 'restart', retry_ms: [20_000, 20_100] },
}

test('[MSG-7] a lost connection is tried again by itself, after a wait that is shown', async () => {
  await using chat = await startChat(['alice'])
  const { alice } = chat.people
  const phases = record(alice)
  const cutAt = Date.now()
  alice.network.cut()

  const state = await until(alice.client.connection, ({ phase }) => phase === 'waiting')
  const retryAt = state.phase === 'waiting' ? state.retryAt : 0
  expect(retryAt).toBeGreaterThanOrEqual(cutAt + 500)
  expect(retryAt).toBeLessThanOrEqual(Date.now() + 1000)
  await upToDate(alice.client)
  expect(phases()).toEqual(['waiting', 'connecting', 'catching_up', 'up_to_date'])
})

test('[MSG-7] waits grow while the server is down, and a wake-up cuts them short', async () => {
  await using chat = await startChat(['alice'])
  const { alice } = chat.people
  alice.network.faults = { incoming: (frame) => [frame.type === 'bye' ? lateReturn : frame] }
  const delays: number[] = []
  alice.client.connection.subscribe(() => {
    const state = alice.client.connection.get()
    if (state.phase === 'waiting') delays.push(state.retryAt - Date.now())
  })
  await chat.stopServer()
  for (let attempt = 1; attempt <= 12; attempt++) {
    await until(alice.client.connection, ({ phase }) => phase === 'waiting')
    expect(delays).toHaveLength(attempt)
    alice.client.wake()
  }

  expect(Math.max(...delays.slice(-8))).toBeGreaterThan(2000)
  expect(Math.max(...delays)).toBeLessThanOrEqual(30_000)
  await chat.server.start()
  alice.client.wake()
  await upToDate(alice.client)
})

test('[MSG-7] a server that says goodbye is heard: clients come back within the range it names', async () => {
  await using chat = await startChat(['alice'])
  const { alice } = chat.people
  alice.network.faults = { incoming: (frame) => [frame.type === 'bye' ? lateReturn : frame] }
  const from = Date.now()
  await chat.stopServer()

  const state = await until(alice.client.connection, ({ phase }) => phase === 'waiting')
  const retryAt = state.phase === 'waiting' ? state.retryAt : 0
  expect(retryAt).toBeGreaterThanOrEqual(from + 20_000)
  expect(retryAt).toBeLessThanOrEqual(Date.now() + 20_100)
})

test('[MSG-7] a frame that makes no sense ends the connection, a type not known yet is passed over', async () => {
  await using chat = await startChat(['alice'])
  const { alice } = chat.people
  alice.network.inject('{"type":"telepathy","data":{}}')
  expect(alice.client.connection.get().phase).toBe('up_to_date')
  for (const text of ['{"type":"message","data":{"seq":-1}}', 'no JSON']) {
    alice.network.inject(text)
    expect(alice.client.connection.get().phase).toBe('waiting')
    alice.client.wake()
    await upToDate(alice.client)
  }
})

test('[MSG-7] a client that newer ones replaced stays away until its person looks at it again', async () => {
  await using chat = await startChat(['alice'])
  const { alice } = chat.people
  alice.network.close(closeCodes.replaced.code)
  expect(alice.client.connection.get()).toEqual({ phase: 'idle', reason: 'replaced' })
  alice.client.wake()
  await upToDate(alice.client)
})

test('[MSG-7] a client that is refused stays away', async () => {
  await using chat = await startChat(['alice'])
  const { alice } = chat.people
  alice.network.close(closeCodes.refused.code)
  expect(alice.client.connection.get()).toEqual({ phase: 'idle', reason: 'refused' })
  alice.client.wake()
  expect(alice.client.connection.get()).toEqual({ phase: 'idle', reason: 'refused' })
})

test('[MSG-7] a stopped client is idle, and goes on where it was when it is started again', async () => {
  await using chat = await startChat(['alice'])
  const { alice } = chat.people
  await alice.client.stop()
  expect(alice.client.connection.get()).toEqual({ phase: 'idle' })
  alice.client.wake()
  expect(alice.network.opened).toBe(1)
  await alice.client.start()
  await upToDate(alice.client)
  expect(alice.network.opened).toBe(2)
})

test('[UI-2] nothing goes out over a connection that turns out to be another person’s', async () => {
  await using chat = await startChat(['alice', 'bob', 'eve'])
  const { alice, bob, eve } = chat.people
  const room = await newGroup(eve, 'All', alice, bob)
  await bob.client.openLog(room)
  const tokenOfEve = await tokenOf(eve)
  let swaps = 0
  alice.network.faults = {
    outgoing(frame) {
      if (frame.type !== 'hello' || swaps++ > 0) return [frame]
      return [{ ...frame, data: { ...frame.data, token: tokenOfEve } }]
    },
  }
  alice.network.cut()
  await alice.client.send(room, 'I am Alice')
  alice.client.wake()

  await until(bob.client.log(room), ({ messages }) => messages.at(-1)?.content === 'I am Alice')
  const { messages } = bob.client.log(room).get()
  expect(messages.at(-1)?.sender_id).toBe(alice.me.id)
  expect(messages.filter(({ content }) => content === 'I am Alice')).toHaveLength(1)
  expect(alice.network.opened).toBe(3)
})

/** The phases a client goes through from now on. */
function record({ client }: Person): () => string[] {
  const seen: ConnectionState['phase'][] = []
  client.connection.subscribe(() => {
    const { phase } = client.connection.get()
    if (seen.at(-1) !== phase) seen.push(phase)
  })
  return () => seen
}

/** The access token a client greets with. */
async function tokenOf(person: Person): Promise<string> {
  await waitFor(() => person.network.written.length > 0)
  const [hello] = person.network.written
  if (hello?.type !== 'hello' || hello.data.token === undefined) throw new Error('there is no token')
  return hello.data.token
}
