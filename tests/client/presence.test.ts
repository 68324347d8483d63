import { expect, test } from 'bun:test'
import { startChat } from './chat'
import { allSent, directRoom, newDevice, shows, upToDate } from './person'
import { until } from './until'

test('[PRE-1] people who share a room see each other come and go, and a third sees nobody', async () => {
  await using chat = await startChat(['alice', 'bob', 'eve'])
  const { alice, bob, eve } = chat.people
  await directRoom(alice, bob)
  const bobIs = (isOnline: boolean) =>
    until(alice.client.presence, (people) => people.get(bob.me.id)?.is_online === isOnline)
  await bobIs(true)

  await using laptop = await newDevice(chat.server, 'bob')
  await bob.client.stop()
  const from = Date.now()
  await laptop.client.logout()
  const seen = (await bobIs(false)).get(bob.me.id)

  expect(Date.parse(seen?.last_seen_at ?? '')).toBeGreaterThanOrEqual(from)
  expect(Date.parse(seen?.last_seen_at ?? '')).toBeLessThanOrEqual(Date.now())
  expect(eve.client.presence.get().size).toBe(0)
})

test('[PRE-1] without a connection nothing is known, and with the next one everything is again', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  await directRoom(alice, bob)
  await until(alice.client.presence, (people) => people.get(bob.me.id)?.is_online === true)

  alice.network.cut()
  expect(alice.client.presence.get().size).toBe(0)
  alice.client.wake()
  await upToDate(alice.client)

  await until(alice.client.presence, (people) => people.get(bob.me.id)?.is_online === true)
})

test('[PRE-2] typing is told at once and every three seconds, and ends with the message', async () => {
  await using chat = await startChat(['alice', 'bob', 'eve'])
  const { alice, bob, eve } = chat.people
  const room = await directRoom(alice, bob)
  await using laptop = await newDevice(chat.server, 'bob')

  for (let stroke = 0; stroke < 20; stroke++) bob.client.typing(room.id)
  const typists = await until(alice.client.typists, (rooms) => rooms.has(room.id))
  expect(typists.get(room.id)?.map(({ username }) => username)).toEqual(['bob'])
  expect(bob.network.written.filter(({ type }) => type === 'typing')).toHaveLength(1)

  await bob.client.send(room.id, 'Noodles?')
  await shows(alice, room.id, 'Noodles?')
  await allSent(bob)
  expect(alice.client.typists.get().size).toBe(0)
  for (const other of [bob, laptop, eve]) expect(other.client.typists.get().size).toBe(0)
})

test('[PRE-2] who stops typing is shown for five seconds more', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)

  const typedAt = performance.now()
  bob.client.typing(room.id)
  await until(alice.client.typists, (rooms) => rooms.has(room.id))
  await until(alice.client.typists, (rooms) => !rooms.has(room.id))

  expect(performance.now() - typedAt).toBeGreaterThan(4_900)
})
