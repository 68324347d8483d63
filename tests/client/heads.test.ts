import { expect, test } from 'bun:test'
import type { ServerFrame } from '#protocol/frames'
import { startChat } from './chat'
import { directRoom, hears, newGroup, type Person, shows, texts } from './person'
import { until, waitFor } from './until'

/** Loses all that happens in rooms from now on; answers and pongs come through. */
function loseEvents({ network }: Person) {
  const lost: ServerFrame[] = []
  network.faults = {
    incoming(frame) {
      const isEvent = ['message', 'message_changed', 'room', 'room_removed'].includes(frame.type)
      if (isEvent) lost.push(frame)
      return isEvent ? [] : [frame]
    },
  }
  return lost
}

function written(person: Person, type: string) {
  return person.network.written.filter((frame) => frame.type === type)
}

test('[D5] the last message of a room, lost on the way, comes after the next ping, over the same connection', async () => {
  await using chat = await startChat(['alice', 'bob', 'eve'])
  const { alice, bob, eve } = chat.people
  const room = await directRoom(alice, bob)
  await bob.client.send(room.id, 'one')
  await shows(alice, room.id, 'one')
  const lost = loseEvents(alice)
  await bob.client.send(room.id, 'the last one')
  await waitFor(() => lost.length > 0)
  expect(texts(alice, room.id)).toEqual(['one'])

  alice.client.wake()
  await shows(alice, room.id, 'the last one')
  await until(alice.client.rooms, ({ rooms }) => rooms[0]?.last_message?.content === 'the last one')
  expect(alice.client.rooms.get().rooms[0]).toMatchObject({ last_seq: 2, unread_count: 2 })
  expect(written(alice, 'sync')).toHaveLength(1)
  expect(alice.network.opened).toBe(1)
  expect(eve.client.rooms.get().rooms).toEqual([])
})

test('[D5] the same holds in a room that is not open, and in one that alice has not heard of', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const known = await newGroup(bob, 'Known', alice)
  await until(alice.client.rooms, ({ rooms }) => rooms.length === 1)
  const lost = loseEvents(alice)
  await bob.client.send(known, 'the last one')
  const unknown = await newGroup(bob, 'Unknown', alice)
  await waitFor(() => ['message', 'room'].every((type) => lost.some((frame) => frame.type === type)))

  alice.client.wake()
  await until(alice.client.rooms, ({ rooms }) => rooms.length === 2)
  const room = (id: string) => alice.client.rooms.get().rooms.find((one) => one.id === id)
  await until(alice.client.rooms, () => room(known)?.last_message?.content === 'the last one')
  expect(room(unknown)?.name).toBe('Unknown')
  expect(alice.network.opened).toBe(1)
})

test('[D5] nothing is asked for when all that a pong tells of is here, or comes in a moment', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await bob.client.send(room.id, 'one')
  await shows(alice, room.id, 'one')
  const answered = hears(alice, 'pong')
  alice.client.wake()
  await answered
  const data = { now: new Date().toISOString(), heads: { [room.id]: 2 } }
  // The number overtakes the message.
  alice.network.faults = {
    incoming: (frame) => (frame.type === 'message' ? [{ type: 'pong', data }, frame] : [frame]),
  }
  await bob.client.send(room.id, 'two')
  await shows(alice, room.id, 'two')
  alice.network.faults = {}
  await bob.client.send(room.id, 'three')
  await shows(alice, room.id, 'three')
  expect(written(alice, 'sync')).toEqual([])
})

test('[MSG-6] a device that is told it has not confirmed a room confirms it once more', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  let isLost = true
  alice.network.faults = {
    outgoing: (frame) => (isLost && (frame.type === 'received' || frame.type === 'read') ? [] : [frame]),
  }
  await bob.client.send(room.id, 'one')
  await shows(alice, room.id, 'one')
  await waitFor(() => written(alice, 'received').length === 1)
  isLost = false

  const delivered = () =>
    bob.client
      .receipts(room.id)
      .get()
      .find(({ id }) => id === alice.me.id)?.delivered_seq
  await until(bob.client.receipts(room.id), () => delivered() === 1, 'bob sees that it was delivered')
  expect(written(alice, 'received')).toHaveLength(2)
})

test('[MSG-6] the same holds for a room that alice has read, if that was lost on the way as well', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  alice.network.faults = { outgoing: (frame) => (frame.type === 'read' ? [] : [frame]) }
  await bob.client.send(room.id, 'one')
  await shows(alice, room.id, 'one')
  alice.client.markRead(room.id, 1)

  await waitFor(() => written(alice, 'received').length === 1)
  expect(written(alice, 'received')).toMatchObject([{ data: { marks: { [room.id]: 1 } } }])
})
