import { afterEach, beforeEach, expect, jest, test } from 'bun:test'
import fc from 'fast-check'
import type { Client } from '#client/client'
import { createClient } from '#client/create-client'
import { memoryOutbox } from '#client/storage/memory'
import { createModelRooms, type ModelDeed } from './model-rooms'
import { createModelServer, type ModelServer } from './model-server'

const roomIds = ['r1', 'r2', 'r3'] as const
const turn = setImmediate
const platform = { fetch: globalThis.fetch, random: Math.random }

beforeEach(() => {
  jest.useFakeTimers()
  Math.random = () => 0.5
})
afterEach(() => {
  jest.useRealTimers()
  Object.assign(globalThis, { fetch: platform.fetch })
  Math.random = platform.random
})

const room = fc.constantFrom(...roomIds)
const deed: fc.Arbitrary<ModelDeed> = fc.record({
  kind: fc.constantFrom('write', 'write', 'write', 'reply', 'edit', 'delete'),
  at: fc.nat(1000),
  isOwn: fc.boolean(),
})
const fate = fc.constantFrom('comes', 'comes', 'comes', 'waits', 'waits', 'is lost', 'comes twice')

/** What may happen, in any order. */
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ what: fc.constant('deed' as const), room, deed, fate }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('deliver' as const), at: fc.nat(100) }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('answer' as const) }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('answer_call' as const), at: fc.nat(100) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('open' as const), room }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('older' as const), room }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('newer' as const), room }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('jump' as const), room, at: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('to_newest' as const), room }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('time' as const), ms: fc.integer({ min: 100, max: 5000 }) }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('read' as const), room, at: fc.nat(40) }) },
  fc.record({ what: fc.constant('cut' as const) }),
  fc.record({ what: fc.constant('ping' as const) }),
  fc.record({ what: fc.constant('remove' as const), room }),
  fc.record({ what: fc.constant('add' as const), room }),
  fc.record({ what: fc.constant('restore' as const), kept: fc.nat(12) }),
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

const start = fc.array(fc.record({ room, deed }), { maxLength: 30 })
const ending = fc.constantFrom('ping', 'reconnect')

const textOfBob: ModelDeed = { kind: 'write', at: 0, isOwn: false }
/** What once went wrong: an entry held before the list had heard of it, and a room removed while it was fetched. */
const found: [{ room: string; deed: ModelDeed }[], Step[], string][] = [
  [
    [{ room: 'r3', deed: textOfBob }],
    [
      { what: 'jump', room: 'r3', at: 2 },
      { what: 'deed', room: 'r3', deed: textOfBob, fate: 'waits' },
      { what: 'read', room: 'r3', at: 0 },
      ...[0, 0].map((at) => ({ what: 'answer_call' as const, at })),
      { what: 'answer' },
    ],
    'ping',
  ],
  [
    [],
    [
      { what: 'restore', kept: 0 },
      { what: 'deed', room: 'r1', deed: textOfBob, fate: 'comes' },
      ...[{ what: 'answer' as const }, { what: 'ping' as const }, { what: 'answer' as const }],
      { what: 'answer' },
      { what: 'time', ms: 1000 },
      { what: 'remove', room: 'r1' },
    ],
    'ping',
  ],
]

test('[D5] [D6] [D7] whatever happens on the way, a client ends as one that loads everything afresh', async () => {
  await fc.assert(
    fc.asyncProperty(start, fc.array(step, { maxLength: 50, size: 'max' }), ending, endsAsFresh),
    { numRuns: 250, examples: found },
  )
  // Also where it is run for a mutant, by itself.
}, 300_000)

async function endsAsFresh(before: { room: string; deed: ModelDeed }[], steps: Step[], end: string) {
  const rooms = createModelRooms(roomIds)
  for (const one of before) rooms.act(one.room, one.deed)
  const world = { rooms, server: createModelServer(rooms) }
  const client = newClient(world.server)
  await calmDown(world.server, client)

  for (const one of steps) {
    play(world, client, one)
    await settle()
  }
  if (end === 'ping') client.wake()
  else world.server.cut()
  await calmDown(world.server, client)
  const fresh = newClient(world.server)
  await calmDown(world.server, fresh)

  expect(listOf(client)).toEqual(listOf(fresh))
  for (const id of roomIds) {
    const { status, messages, hasOlder, hasNewer } = client.log(id).get()
    expect(status).not.toBe('loading')
    if (status !== 'ready' || !rooms.find(id).isMember) continue
    const all = rooms.logOf(id)
    const start = Math.max(
      0,
      all.findIndex(({ seq }) => seq === messages[0]?.seq),
    )
    const end = start + messages.length
    expect(messages).toEqual(all.slice(start, end))
    expect(hasOlder).toBe(start > 0)
    expect(hasNewer || end === all.length).toBe(true)
  }
  await Promise.all([client.stop(), fresh.stop()])
}

/** The room list, with its order, previews and what is unread. */
function listOf({ rooms }: Client) {
  return rooms.get().rooms
}

function newClient(server: ModelServer): Client {
  Object.assign(globalThis, { fetch: server.fetch })
  const client = createClient({
    ...{ url: 'http://model', credentials: 'token', tokens: { access: 'token' } },
    ...{ outbox: memoryOutbox(), openSocket: server.openSocket },
  })
  void client.start()
  return client
}

interface World {
  rooms: ReturnType<typeof createModelRooms>
  server: ModelServer
}

function play({ rooms, server }: World, client: Client, one: Step): void {
  switch (one.what) {
    case 'deed': {
      const message = rooms.act(one.room, one.deed)
      if (!rooms.find(one.room).isMember) break
      const type = message.changed_seq > message.seq ? 'message_changed' : 'message'
      const copies = { comes: 1, waits: 1, 'is lost': 0, 'comes twice': 2 }[one.fate] ?? 0
      for (let copy = 0; copy < copies; copy++) server.tellEvent({ type, data: message })
      if (one.fate !== 'waits') for (let copy = 0; copy < copies; copy++) server.deliver(-1)
      break
    }
    case 'deliver':
      server.deliver(one.at)
      break
    case 'answer':
      server.answer()
      break
    case 'answer_call':
      server.answerCall(one.at)
      break
    case 'open':
      client.openLog(one.room).catch(isExpected)
      break
    case 'older':
      client.loadOlder(one.room).catch(isExpected)
      break
    case 'newer':
      client.loadNewer(one.room).catch(isExpected)
      break
    case 'jump':
      client.openLog(one.room, one.at).catch(isExpected)
      break
    case 'to_newest':
      client.toNewest(one.room).catch(isExpected)
      break
    case 'read':
      readSome(client, one)
      break
    case 'time':
      jest.advanceTimersByTime(one.ms)
      break
    case 'cut':
      server.cut()
      client.wake()
      break
    case 'ping':
      client.wake()
      break
    case 'remove':
      if (rooms.find(one.room).isMember)
        server.tellAlice({ type: 'room_removed', data: { room_id: one.room } })
      rooms.find(one.room).isMember = false
      break
    case 'add':
      if (!rooms.find(one.room).isMember) {
        rooms.find(one.room).isMember = true
        server.tellAlice({ type: 'room', data: rooms.describe(one.room) })
      }
      break
    case 'restore':
      rooms.restore(one.kept)
      server.newEpoch()
      server.cut()
      client.wake()
      break
  }
}

/** Nobody reads what their device does not know of. */
function readSome(client: Client, { room: id, at }: { room: string; at: number }): void {
  const known = client.rooms.get().rooms.find((one) => one.id === id)?.last_seq ?? 0
  if (known > 0) client.markRead(id, 1 + (at % known))
}

/** Lets everything arrive, and everything that waits for a time happen, until the client is up to date. */
async function calmDown(server: ModelServer, client: Client): Promise<void> {
  for (let second = 0; second < 60; second++) {
    for (let turns = 0; turns < 100 && !server.isQuiet(); turns++) {
      server.deliver(0)
      server.answer()
      server.answerCall(0)
      await settle()
    }
    jest.advanceTimersByTime(1000)
    await settle()
    if (second > 5 && server.isQuiet() && client.connection.get().phase === 'up_to_date') return
  }
  throw new Error(`it did not calm down: ${JSON.stringify(client.connection.get())}`)
}

/** Lets everything happen that waits for no timer. */
async function settle(): Promise<void> {
  for (let times = 0; times < 3; times++) await new Promise((resolve) => turn(resolve))
}

/** The room may be gone for alice by then. */
function isExpected(error: unknown): void {
  if (!(error instanceof Error)) throw error
}
