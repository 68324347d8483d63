import { expect, test } from 'bun:test'
import type { Client } from '#client/client'
import type { OutboxStorage } from '#client/ports'
import type { Pending } from '#client/state/types'
import { memoryOutbox } from '#client/storage/memory'
import type { ClientFrame, ServerFrame } from '#protocol/frames'
import { startChat } from './chat'
import { faultySocket } from './faulty-socket'
import { allSent, directRoom, newDevice, type Person, shows, texts, upToDate } from './person'
import { until } from './until'

test('[MSG-3] a message written while the server is down goes out once when it is back', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await chat.server.stop()

  await alice.client.send(room.id, 'Are you there?')
  expect(alice.client.pending.get()).toMatchObject([{ content: 'Are you there?', status: 'waiting' }])
  await chat.server.start()
  wakeAll(alice, bob)

  await shows(bob, room.id, 'Are you there?')
  await allSent(alice)
  expect(texts(alice, room.id)).toEqual(['Are you there?'])
  expect(texts(bob, room.id)).toEqual(['Are you there?'])
})

test('[MSG-3] a message whose acknowledgement was lost is sent again and stored once', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  alice.network.faults = {
    incoming: (frame) => (frame.type === 'ack' || frame.type === 'message' ? [] : [frame]),
  }

  await alice.client.send(room.id, 'Once')
  await shows(bob, room.id, 'Once')
  alice.network.faults = {}
  alice.network.cut()
  alice.client.wake()

  await shows(alice, room.id, 'Once')
  await allSent(alice)
  await upToDate(alice.client)
  expect(sent(alice)).toHaveLength(2)
  expect(new Set(sent(alice).map(({ data }) => data.client_id)).size).toBe(1)
  expect(texts(bob, room.id)).toEqual(['Once'])
})

test('[MSG-4] messages written without a connection arrive in the order they were written', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await chat.server.stop()
  const written = Array.from({ length: 30 }, (_, at) => `line ${at}`)

  await Promise.all(written.map((line) => alice.client.send(room.id, line)))
  await chat.server.start()
  wakeAll(alice, bob)

  await shows(bob, room.id, 'line 29')
  expect(texts(bob, room.id)).toEqual(written)
})

test('[MSG-5] a line is at every moment either pending or in the log, never both and never neither', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const flaws: string[] = []
  let seen = new Set<string>()
  const look = () => {
    const log = alice.client
      .log(room.id)
      .get()
      .messages.map((message) => message.client_id)
    const pending = alice.client.pending.get().map((line) => line.client_id)
    const lines = new Set([...log, ...pending])
    if (lines.size < log.length + pending.length) flaws.push('a line was shown twice')
    if (!lines.isSupersetOf(seen)) flaws.push('a line vanished')
    seen = lines
  }
  alice.client.log(room.id).subscribe(look)
  alice.client.pending.subscribe(look)
  let count = 0
  alice.network.faults = {
    incoming: (frame) => (isFromServer(frame) && ++count % 3 === 0 ? [] : [frame, frame]),
    outgoing: (frame) => (frame.type === 'send' ? [frame, frame] : [frame]),
  }

  for (let at = 0; at < 40; at++) {
    await Promise.all([alice.client.send(room.id, `a${at}`), bob.client.send(room.id, `b${at}`)])
    if (at % 10 === 9) {
      alice.network.cut()
      alice.client.wake()
    }
  }
  await allSent(bob)
  alice.network.faults = {}
  alice.network.cut()
  alice.client.wake()
  await allSent(alice)
  await upToDate(alice.client)
  await until(bob.client.log(room.id), () => texts(bob, room.id).length === 80, 'all is there')

  expect(flaws).toEqual([])
  expect(texts(alice, room.id)).toEqual(texts(bob, room.id))
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
  expect(await outbox.load(alice.me.id)).toEqual([])
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

test('[MSG-1] a refused message fails with a sentence and lets the next one go', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const [elsewhere] = await groups(bob, 1)
  if (!elsewhere) throw new Error('there is no group')

  const id = await alice.client.send(elsewhere, 'Let me in!')
  await alice.client.send(room.id, 'Hello')
  const [failed] = await until(alice.client.pending, ([line]) => line?.status === 'failed')
  await shows(bob, room.id, 'Hello')
  expect(failed).toMatchObject({
    client_id: id,
    failure: { code: 'not_a_member', detail: 'You are not a member of this room.' },
  })

  await bob.client.api.addMember(elsewhere, alice.me.id)
  await alice.client.retry(id)
  await allSent(alice)
  await bob.client.openLog(elsewhere)
  expect(texts(bob, elsewhere)).toEqual(['Let me in!'])
})

test('[MSG-1] a failed message can be forgotten, on the device as well', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const [elsewhere] = await groups(bob, 1)
  if (!elsewhere) throw new Error('there is no group')
  const outbox = memoryOutbox()
  await using device = await newDevice(chat.server, 'alice', { outbox })

  const id = await device.client.send(elsewhere, 'Let me in!')
  await until(device.client.pending, ([line]) => line?.status === 'failed')
  expect(await outbox.load(alice.me.id)).toMatchObject([{ status: 'failed' }])
  await device.client.discard(id)

  expect(device.client.pending.get()).toEqual([])
  expect(await outbox.load(alice.me.id)).toEqual([])
})

test('[MSG-3] a message older than a week is shown as failed, and goes out only when asked to', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const outbox = memoryOutbox()
  await outbox.put(alice.me.id, { ...line(room.id, 'old'), written_at: daysAgo(8) })
  await outbox.put(alice.me.id, { ...line(room.id, 'recent'), written_at: daysAgo(6) })
  await using device = await newDevice(chat.server, 'alice', { outbox })

  await shows(bob, room.id, 'recent')
  const [failed] = await until(device.client.pending, (pending) => pending.length === 1)
  expect(failed).toMatchObject({ content: 'old', status: 'failed' })
  expect(texts(bob, room.id)).toEqual(['recent'])

  await device.client.retry('old')
  await shows(bob, room.id, 'old')
  await allSent(device)
})

test('[MSG-1] a message that this device cannot keep is handed back, and the next one goes', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const full = fullAfter(1)
  await using device = await newDevice(chat.server, 'alice', { outbox: full })

  await device.client.send(room.id, 'fits')
  await expect(device.client.send(room.id, 'does not fit')).rejects.toThrow('the disk is full')
  expect(device.client.pending.get().map(({ content }) => content)).not.toContain('does not fit')
  full.room = 1
  await device.client.send(room.id, 'fits again')
  await shows(bob, room.id, 'fits again')
  expect(texts(bob, room.id)).toEqual(['fits', 'fits again'])
})

test('[OPS-5] when the server has too much to do, everything goes out a little later', async () => {
  await using chat = await startChat(['alice'])
  const { alice } = chat.people
  const rooms = await groups(alice, 80)
  alice.network.faults = { outgoing: (frame) => (frame.type === 'send' ? [] : [frame]) }
  await Promise.all(rooms.map((roomId) => alice.client.send(roomId, 'hello')))
  let refusals = 0
  alice.network.faults = {
    incoming(frame) {
      if (frame.type === 'error' && frame.data.code === 'rate_limited') refusals++
      return [frame]
    },
  }
  alice.network.cut()
  alice.client.wake()

  await allSent(alice)
  expect(refusals).toBeGreaterThan(0)
  for (const roomId of rooms.slice(-3)) {
    await alice.client.openLog(roomId)
    expect(texts(alice, roomId)).toEqual(['hello'])
  }
})

function wakeAll(...people: { client: Client }[]): void {
  for (const { client } of people) client.wake()
}

function sent(person: Person): Extract<ClientFrame, { type: 'send' }>[] {
  return person.network.written.filter((frame) => frame.type === 'send')
}

function isFromServer(frame: ServerFrame): boolean {
  return frame.type === 'ack' || frame.type === 'message'
}

async function groups(owner: Person, count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, at) => `group ${at}`)
  const made = names.map((name) =>
    owner.client.createRoom({ room_type: 'group', name, description: '', member_ids: [] }),
  )
  return (await Promise.all(made)).map((room) => room.id)
}

function line(roomId: string, content: string): Pending {
  return {
    client_id: content,
    room_id: roomId,
    content,
    reply_to: null,
    written_at: new Date().toISOString(),
    status: 'waiting',
    failure: null,
  }
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString()
}

/** A storage that has room for so many entries. */
function fullAfter(room: number): OutboxStorage & { room: number } {
  const kept = memoryOutbox()
  return {
    ...kept,
    room,
    async put(accountId, entry) {
      if (this.room-- <= 0) throw new Error('the disk is full')
      await kept.put(accountId, entry)
    },
  }
}
