import { expect, test } from 'bun:test'
import type { OutboxStorage } from '#client/ports'
import { memoryOutbox } from '#client/storage/memory'
import { startChat } from './chat'
import { allSent, directRoom, newDevice, shows, texts } from './person'
import { until, waitFor } from './until'

test('[F37] a message that this device cannot keep is shown so, and goes out all the same, in its place', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const full = fullAfter(1)
  await using device = await newDevice(chat.server, 'alice', { outbox: full })
  device.network.faults = { outgoing: (frame) => (frame.type === 'send' ? [] : [frame]) }

  await device.client.send(room.id, 'fits')
  await device.client.send(room.id, 'does not fit')
  full.room = 1
  await device.client.send(room.id, 'fits again')
  const kept = device.client.pending.get().map(({ content, is_kept }) => [content, is_kept])
  expect(kept).toEqual([
    ['fits', true],
    ['does not fit', false],
    ['fits again', true],
  ])

  device.network.faults = {}
  device.network.cut()
  device.client.wake()
  await shows(bob, room.id, 'fits again')
  await allSent(device)
  expect(texts(bob, room.id)).toEqual(['fits', 'does not fit', 'fits again'])
  await until(device.client.connection, ({ phase }) => phase === 'up_to_date')
  expect((await full.load(alice.me.id)).entries).toEqual([])
})

test('[F37] a message goes out though this device can neither keep nor read anything', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const broken = () => Promise.reject(new Error('no storage here'))
  const outbox = { ...memoryOutbox(), load: broken, add: broken, change: broken, remove: broken }
  await using device = await newDevice(chat.server, 'alice', { outbox })

  await device.client.send(room.id, 'from memory')
  await shows(bob, room.id, 'from memory')
  await allSent(device)
})

test('[F37] what was kept is kept again when somebody empties the storage before it was sent', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const outbox = emptied()
  await using device = await newDevice(chat.server, 'alice', { outbox })
  device.network.faults = { outgoing: (frame) => (frame.type === 'send' ? [] : [frame]) }
  for (const text of ['one', 'two']) await device.client.send(room.id, text)

  outbox.empty()
  await device.client.send(room.id, 'three')
  await until(device.client.pending, (pending) => pending.length === 3)
  await waitFor(() => outbox.kept().join() === 'one,two,three' || outbox.kept().join() === 'three,one,two')
  expect(device.client.pending.get().map(({ content }) => content)).toContain('one')

  device.network.faults = {}
  device.network.cut()
  device.client.wake()
  await until(bob.client.log(room.id), () => texts(bob, room.id).length === 3, 'all has come')
  expect(texts(bob, room.id).toSorted()).toEqual(['one', 'three', 'two'])
})

/** A storage that has room for so many entries. */
function fullAfter(room: number): OutboxStorage & { room: number } {
  const kept = memoryOutbox()
  return {
    ...kept,
    room,
    async add(...given) {
      if (this.room-- <= 0) throw new Error('the disk is full')
      await kept.add(...given)
    },
  }
}

/** A storage that somebody can empty, as people delete the data of a site. */
function emptied(): OutboxStorage & { empty(): void; kept(): string[] } {
  let now = memoryOutbox()
  let count = 0
  let contents: string[] = []
  return {
    join: (...args) => now.join(...args),
    add: (...args) => now.add(...args),
    change: (...args) => now.change(...args),
    remove: (...args) => now.remove(...args),
    clear: (...args) => now.clear(...args),
    bytes: (...args) => now.bytes(...args),
    async load(accountId) {
      const { entries } = await now.load(accountId)
      contents = entries.map(({ content }) => content)
      return { entries, storageId: `storage ${count}` }
    },
    empty() {
      now = memoryOutbox()
      count++
    },
    kept: () => contents,
  }
}
