import { expect, test } from 'bun:test'
import type { Client } from '#client/client'
import type { ClientFrame, ServerFrame } from '#protocol/frames'
import { startChat } from './chat'
import { allSent, directRoom, newGroup, type Person, shows, texts, upToDate } from './person'
import { until } from './until'

test('[MSG-3] a message written while the server is down goes out once when it is back', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await chat.stopServer()

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
  await chat.stopServer()
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

test('[MSG-1] a refused message fails with a sentence and lets the next one go', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const elsewhere = await newGroup(bob, 'Elsewhere')

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

test('[MSG-4] a message that must wait a little is not overtaken by the next one in its room', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const elsewhere = await newGroup(alice, 'Elsewhere', bob)
  let refusals = 0
  alice.network.faults = {
    outgoing(frame) {
      if (frame.type !== 'send' || frame.data.content !== 'one' || refusals++ > 0) return [frame]
      const data = { code: 'rate_limited', detail: 'Wait.', retry: true, retry_after_ms: 300 } as const
      alice.network.inject(JSON.stringify({ type: 'error', ref: frame.ref, data }))
      return []
    },
  }

  const written = ['one', 'two', 'three'].map((text) => alice.client.send(room.id, text))
  await Promise.all([...written, alice.client.send(elsewhere, 'meanwhile')])
  await shows(bob, room.id, 'three')
  expect(texts(bob, room.id)).toEqual(['one', 'two', 'three'])
  expect(sent(alice).map(({ data }) => data.content)).toEqual(['one', 'meanwhile', 'one', 'two', 'three'])
})

test('[OPS-5] when the server has too much to do, everything goes out a little later', async () => {
  await using chat = await startChat(['alice'])
  const { alice } = chat.people
  const names = Array.from({ length: 80 }, (_, at) => `room ${at}`)
  const rooms = await Promise.all(names.map((name) => newGroup(alice, name)))
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
