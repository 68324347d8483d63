import { expect, test } from 'bun:test'
import { createClient } from '#client/create-client'
import type { OutboxStorage } from '#client/ports'
import type { Pending } from '#client/state/types'
import { memoryOutbox } from '#client/storage/memory'
import { openWebSocket } from '#client/web-socket'
import { startChat } from './chat'
import { faultySocket } from './faulty-socket'
import { allSent, directRoom, hears, newDevice, newGroup, shows, texts, upToDate } from './person'
import { until, waitFor } from './until'

test('[UI-2] a message is shown at once, and goes out only when this device has kept it', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const disk = Promise.withResolvers<void>()
  const kept = memoryOutbox()
  const slow: OutboxStorage = { ...kept, add: (...args) => disk.promise.then(() => kept.add(...args)) }
  await using device = await newDevice(chat.server, 'alice', { outbox: slow })
  await device.client.openLog(room.id)

  const sending = device.client.send(room.id, 'careful')
  expect(device.client.pending.get()).toMatchObject([{ content: 'careful' }])
  device.network.cut()
  device.client.wake()
  await upToDate(device.client)
  expect(device.network.written.filter(({ type }) => type === 'send')).toEqual([])

  disk.resolve()
  await sending
  await shows(bob, room.id, 'careful')
})

test('[UI-2] nobody is told that all is up to date before it is known what waits to be sent', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const disk = Promise.withResolvers<void>()
  const kept = memoryOutbox()
  let isSlow = false
  const load: OutboxStorage['load'] = async (...args) => {
    if (isSlow) await disk.promise
    return kept.load(...args)
  }
  await using device = await newDevice(chat.server, 'alice', { outbox: { ...kept, load } })
  const { client } = device
  await client.logout()
  isSlow = true
  const synced = hears(device, 'synced')
  await client.login('alice', 'Tulip-Kettle-42')
  await synced
  await until(client.rooms, ({ isLoaded }) => isLoaded, 'the rooms are there')
  expect(client.connection.get()).toEqual({ phase: 'catching_up', behind: 0 })

  disk.resolve()
  await upToDate(client)
})

test('[UI-2] what was not sent survives the program and is sent by the next one', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const outbox = memoryOutbox()
  const deaf = faultySocket({ outgoing: (frame) => (frame.type === 'send' ? [] : [frame]) })
  const first = await newDevice(chat.server, 'alice', { outbox, openSocket: deaf.openSocket })
  await first.client.send(room.id, 'one')
  await first.client.send(room.id, 'two')
  await first.client.stop()

  await using second = await newDevice(chat.server, 'alice', { outbox })
  await shows(bob, room.id, 'two')
  await allSent(second)
  expect(texts(bob, room.id)).toEqual(['one', 'two'])
  expect((await outbox.load(alice.me.id)).entries).toEqual([])
})

test('[UI-2] the next person on the same device neither sees nor sends what the first one wrote', async () => {
  await using chat = await startChat(['alice', 'bob', 'eve'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const outbox = memoryOutbox()
  const deaf = faultySocket({ outgoing: (frame) => (frame.type === 'send' ? [] : [frame]) })
  await using shared = await newDevice(chat.server, 'alice', { outbox, openSocket: deaf.openSocket })
  await shared.client.send(room.id, 'a secret')
  await shared.client.logout()
  expect(shared.client.pending.get()).toEqual([])
  deaf.faults = {}

  await shared.client.login('eve', 'Tulip-Kettle-42')
  await upToDate(shared.client)
  expect(shared.client.pending.get()).toEqual([])
  expect(texts(bob, room.id)).toEqual([])

  await shared.client.logout()
  await shared.client.login('alice', 'Tulip-Kettle-42')
  await shows(bob, room.id, 'a secret')
})

test('[UI-2] two pages of one browser that share an outbox send what is in it once', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const outbox = memoryOutbox()
  const deaf = faultySocket({ outgoing: (frame) => (frame.type === 'send' ? [] : [frame]) })
  await using first = await newDevice(chat.server, 'alice', { outbox, openSocket: deaf.openSocket })
  for (const text of ['one', 'two', 'three']) await first.client.send(room.id, text)

  await using second = await newDevice(chat.server, 'alice', { outbox })
  deaf.faults = {}
  deaf.cut()
  first.client.wake()

  await Promise.all([allSent(first), allSent(second), shows(bob, room.id, 'three')])
  await Promise.all([upToDate(first.client), upToDate(second.client)])
  expect(texts(bob, room.id)).toEqual(['one', 'two', 'three'])
  expect((await outbox.load(alice.me.id)).entries).toEqual([])
})

test('[UI-2] what was stored before it was kept here as sent is not shown a second time', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await alice.client.send(room.id, 'hello', { clientId: 'greeting' })
  await shows(bob, room.id, 'hello')
  const slow = slowToLoad({ ...line(room.id, 'hello'), client_id: 'greeting' })
  const { url } = chat.server
  const client = createClient({ url, credentials: 'token', outbox: slow, openSocket: openWebSocket })
  await using _ = { [Symbol.asyncDispose]: () => client.stop() }
  await client.login('alice', 'Tulip-Kettle-42')
  await client.openLog(room.id)
  const shown: string[] = []
  client.pending.subscribe(() => {
    shown.push(...client.pending.get().map(({ client_id }) => client_id))
  })

  slow.go()
  await waitFor(slow.isLoaded)
  await client.send(room.id, 'again')
  await shows(bob, room.id, 'again')
  expect(shown).not.toContain('greeting')
  expect(texts(bob, room.id)).toEqual(['hello', 'again'])
})

test('[MSG-1] a failed message can be forgotten, on the device as well', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const elsewhere = await newGroup(bob, 'Elsewhere')
  const outbox = memoryOutbox()
  await using device = await newDevice(chat.server, 'alice', { outbox })

  const id = await device.client.send(elsewhere, 'Let me in!')
  await until(device.client.pending, ([line]) => line?.status === 'failed')
  expect((await outbox.load(alice.me.id)).entries).toMatchObject([{ status: 'failed' }])
  await device.client.discard(id)

  expect(device.client.pending.get()).toEqual([])
  expect((await outbox.load(alice.me.id)).entries).toEqual([])
})

test('[MSG-3] a message older than a week is shown as failed, and goes out only when asked to', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const outbox = memoryOutbox()
  await outbox.add(alice.me.id, { ...line(room.id, 'old'), written_at: daysAgo(8) })
  await outbox.add(alice.me.id, { ...line(room.id, 'recent'), written_at: daysAgo(6) })
  await using device = await newDevice(chat.server, 'alice', { outbox })

  await shows(bob, room.id, 'recent')
  const [failed] = await until(device.client.pending, (pending) => pending.length === 1)
  expect(failed).toMatchObject({ content: 'old', status: 'failed' })
  expect(texts(bob, room.id)).toEqual(['recent'])

  await device.client.retry('old')
  await shows(bob, room.id, 'old')
  await allSent(device)
})

function line(roomId: string, content: string): Pending {
  return {
    client_id: content,
    room_id: roomId,
    content,
    reply_to: null,
    attachments: [],
    written_at: new Date().toISOString(),
    status: 'waiting',
    failure: null,
    is_kept: true,
  }
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString()
}

/** A storage with one entry that it gives out only when told to. */
function slowToLoad(entry: Pending) {
  const kept = memoryOutbox()
  const gate = Promise.withResolvers<void>()
  let isLoaded = false
  return {
    ...kept,
    go: gate.resolve,
    isLoaded: () => isLoaded,
    async load(accountId: string) {
      await gate.promise
      await kept.add(accountId, entry)
      isLoaded = true
      return kept.load(accountId)
    },
  }
}
