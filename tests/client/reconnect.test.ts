import { afterEach, beforeEach, expect, jest, test } from 'bun:test'
import { createConnection } from '#client/connection'
import type { SocketHandlers } from '#client/ports'
import type { ServerFrame } from '#protocol/frames'

beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

/** A connection whose socket is played by the test, in a time that the test makes pass. */
function play() {
  const sockets: SocketHandlers[] = []
  const heard: ServerFrame['type'][] = []
  const connection = createConnection({
    url: 'http://localhost',
    openSocket(_url, _token, handlers) {
      sockets.push(handlers)
      return { send() {}, close() {} }
    },
    authorise: async () => 'token',
    resume: () => undefined,
    onFrame: (frame) => heard.push(frame.type),
    onLost() {},
    onSessionOver() {},
  })

  /** Lets an attempt open, and the server greet. */
  async function succeed() {
    await attempt()
    const socket = sockets.at(-1)
    socket?.onOpen()
    for (const frame of [welcome, synced]) socket?.onText(JSON.stringify(frame))
  }
  /** Lets an attempt begin. */
  async function attempt() {
    connection.wake()
    await Promise.resolve()
    await Promise.resolve()
  }
  function lose() {
    sockets.at(-1)?.onClose(1006, '')
  }
  /** The longest of many waits: how far the back-off has come. */
  function waitMs(): number {
    const state = connection.state.get()
    if (state.phase !== 'waiting') throw new Error(`it is ${state.phase}`)
    return state.retryAt - Date.now()
  }
  connection.start()
  return { connection, succeed, attempt, lose, waitMs, sockets, heard }
}

const welcome: ServerFrame = {
  type: 'welcome',
  data: {
    version: 1,
    session_id: 's1',
    user_id: 'u1',
    epoch: 'e1',
    is_resumed: false,
    now: '2026-01-01T00:00:00.000Z',
    heartbeat_ms: 25_000,
  },
}
const synced: ServerFrame = { type: 'synced', data: {} }
const removed: ServerFrame = { type: 'room_removed', data: { room_id: 'r1' } }

test('[MSG-7] the count of attempts starts afresh only after a minute in step', async () => {
  const { succeed, lose, waitMs, sockets } = play()
  for (let round = 0; round < 8; round++) {
    await succeed()
    jest.advanceTimersByTime(20_000)
    lose()
  }
  const waits = []
  for (let round = 0; round < 8; round++) {
    await succeed()
    lose()
    waits.push(waitMs())
  }
  expect(Math.max(...waits)).toBeGreaterThan(5_000)

  await succeed()
  for (let second = 0; second < 61; second++) {
    jest.advanceTimersByTime(1_000)
    sockets.at(-1)?.onText(JSON.stringify(synced))
  }
  lose()
  expect(waitMs()).toBeLessThanOrEqual(5_000)
})

test('[MSG-7] a connection that no longer answers is noticed when its person looks at the screen', async () => {
  const { connection, succeed } = play()
  await succeed()
  connection.wake()
  jest.advanceTimersByTime(4_999)
  expect(connection.state.get().phase).toBe('catching_up')
  jest.advanceTimersByTime(2)
  expect(connection.state.get().phase).toBe('waiting')
})

test('[MSG-7] an attempt that gets no answer at all ends after 35 seconds', async () => {
  const { connection, attempt } = play()
  await attempt()
  jest.advanceTimersByTime(4_000)
  expect(connection.state.get().phase).toBe('connecting')
  jest.advanceTimersByTime(31_001)
  expect(connection.state.get().phase).toBe('waiting')
})

test('[MSG-7] nothing is heard before the welcome: it may be for somebody else', async () => {
  const { attempt, sockets, heard } = play()
  await attempt()
  sockets.at(-1)?.onOpen()
  for (const frame of [removed, welcome, removed]) sockets.at(-1)?.onText(JSON.stringify(frame))
  expect(heard).toEqual(['welcome', 'room_removed'])
})

test('[MSG-7] what a socket says after it was given up is not heard', async () => {
  const { connection, succeed, sockets, attempt } = play()
  await succeed()
  const old = sockets.at(-1)
  connection.wake()
  jest.advanceTimersByTime(5_001)
  await attempt()
  old?.onText(JSON.stringify(welcome))
  old?.onClose(1006, '')
  expect(connection.state.get().phase).toBe('connecting')
  expect(sockets).toHaveLength(2)
})
