import { expect, test } from 'bun:test'
import { deliveryOf, reachOf } from '#client/state/reach'
import { limits } from '#protocol/limits'
import { startChat } from './chat'
import { allSent, directRoom, newDevice, newGroup, type Person, shows, upToDate } from './person'
import { until, waitFor } from './until'

test('[MSG-5] a message is sent, then delivered, then read, as its author sees it', async () => {
  await using chat = await startChat(['alice', 'bob', 'eve'])
  const { alice, bob, eve } = chat.people
  const room = await directRoom(alice, bob)
  await bob.client.stop()

  await alice.client.send(room.id, 'Noodles?')
  await allSent(alice)
  expect(deliveryTo(alice, room.id, 1)).toBe('sent')

  await bob.client.start()
  await becomes(alice, room.id, 1, 'delivered')
  bob.client.markRead(room.id, 1)
  await becomes(alice, room.id, 1, 'read')
  expect(eve.client.receipts(room.id).get()).toEqual([])
})

test('[MSG-5] a message counts as delivered when a device knows of it, whether or not its room is open', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await alice.client.createRoom({ room_type: 'direct', member_ids: [bob.me.id] })
  await alice.client.openLog(room.id)

  await alice.client.send(room.id, 'Noodles?')

  await becomes(alice, room.id, 1, 'delivered')
  expect(bob.client.log(room.id).get().status).toBe('closed')
})

test('[MSG-5] in a group a message is delivered or read once it is for everyone', async () => {
  await using chat = await startChat(['alice', 'bob', 'carol'])
  const { alice, bob, carol } = chat.people
  const id = await newGroup(alice, 'Kitchen', bob, carol)
  await alice.client.openLog(id)
  await carol.client.stop()
  await alice.client.send(id, 'Noodles?')
  await shows(alice, id, 'Noodles?')

  bob.client.markRead(id, 2)
  await until(alice.client.receipts(id), (all) =>
    all.some((one) => one.id === bob.me.id && one.read_seq === 2),
  )
  expect(deliveryTo(alice, id, 2)).toBe('sent')

  await carol.client.start()
  await becomes(alice, id, 2, 'delivered')
  carol.client.markRead(id, 2)
  await becomes(alice, id, 2, 'read')
})

test('[MSG-5] a new device knows how far one’s own words have come in rooms it has not opened', async () => {
  await using chat = await startChat(['alice', 'bob', 'eve'])
  const { alice, bob, eve } = chat.people
  const room = await directRoom(alice, bob)
  const other = await directRoom(alice, eve)
  for (const { id } of [room, other]) await alice.client.send(id, 'Noodles?')
  await allSent(alice)
  await eve.client.send(other.id, 'Rice')
  await shows(alice, other.id, 'Rice')
  bob.client.markRead(room.id, 1)
  await becomes(alice, room.id, 1, 'read')

  const phone = await newDevice(chat.server, 'alice')
  await becomes(phone, room.id, 1, 'read')
  expect(phone.client.log(room.id).get().status).toBe('closed')
  expect(phone.client.receipts(other.id).get()).toEqual([])
  await phone.client.stop()
})

test('[MSG-5] who leaves is waited for no longer', async () => {
  await using chat = await startChat(['alice', 'bob', 'carol'])
  const { alice, bob, carol } = chat.people
  const id = await newGroup(alice, 'Kitchen', bob, carol)
  await alice.client.openLog(id)
  await carol.client.stop()
  await alice.client.send(id, 'Noodles?')
  await shows(alice, id, 'Noodles?')

  await alice.client.api.removeMember(id, carol.me.id)

  await becomes(alice, id, 2, 'delivered')
})

test('[MSG-5] receipts that were lost are made up for by the next connection', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  alice.network.faults = { incoming: (frame) => (frame.type === 'receipt' ? [] : [frame]) }
  await alice.client.send(room.id, 'Noodles?')
  await shows(bob, room.id, 'Noodles?')
  bob.client.markRead(room.id, 1)
  await until(bob.client.receipts(room.id), (all) => all.some(({ read_seq }) => read_seq === 1))
  expect(deliveryTo(alice, room.id, 1)).toBe('sent')

  alice.network.cut()
  alice.client.wake()

  await becomes(alice, room.id, 1, 'read')
})

test('[MSG-5] a confirmation that was lost is sent again over the next connection', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  let lost = 0
  bob.network.faults = {
    outgoing(frame) {
      if (frame.type !== 'received') return [frame]
      lost++
      return []
    },
  }
  await alice.client.send(room.id, 'Noodles?')
  await waitFor(() => lost > 0)
  bob.network.faults = {}
  expect(deliveryTo(alice, room.id, 1)).toBe('sent')

  bob.network.cut()
  bob.client.wake()

  await becomes(alice, room.id, 1, 'delivered')
})

test('[MSG-5] many messages are confirmed together, and what was read needs no confirmation', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await Promise.all(Array.from({ length: 40 }, (_, n) => alice.client.send(room.id, `${n}`)))
  await allSent(alice)
  await becomes(alice, room.id, 40, 'delivered')
  const confirmations = () => bob.network.written.filter(({ type }) => type === 'received').length
  // They are gathered for a second: three at most, and more only where writing takes as many seconds.
  expect(confirmations()).toBeLessThan(20)

  const before = confirmations()
  bob.client.markRead(room.id, 40)
  await becomes(alice, room.id, 40, 'read')
  bob.network.cut()
  bob.client.wake()
  await upToDate(bob.client)
  expect(confirmations()).toBe(before)
})

test('[MSG-5] nobody else in a room, or nothing known of them, is not delivered', () => {
  const alice = {
    id: 'alice',
    username: 'alice',
    display_name: null,
    color: null,
    delivered_seq: 9,
    read_seq: 9,
  }
  const bob = {
    id: 'bob',
    username: 'bob',
    display_name: null,
    color: null,
    delivered_seq: 5,
    read_seq: null,
  }
  expect(reachOf([], 'alice')).toEqual({ delivered: 0, read: 0 })
  expect(reachOf([alice], 'alice')).toEqual({ delivered: 0, read: 0 })
  expect(reachOf([alice, bob], 'alice')).toEqual({ delivered: 5, read: 0 })
  expect(limits.receivedMarks).toBeGreaterThanOrEqual(limits.resumeCursors)
})

function deliveryTo({ client, me }: Person, roomId: string, seq: number) {
  return deliveryOf(seq, reachOf(client.receipts(roomId).get(), me.id))
}

async function becomes(person: Person, roomId: string, seq: number, delivery: string): Promise<void> {
  await until(
    person.client.receipts(roomId),
    () => deliveryTo(person, roomId, seq) === delivery,
    `${seq} is ${delivery} to ${person.me.username}`,
  )
}
