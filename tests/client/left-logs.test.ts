import { expect, test } from 'bun:test'
import { startChat } from './chat'
import { allSent, newGroup, shows, texts } from './person'
import { until } from './until'

test('[UI-2] of the rooms that were left, the last twenty stay complete and older ones are given up', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const names = Array.from({ length: 22 }, (_, at) => `room ${at}`)
  const rooms = await Promise.all(names.map((name) => newGroup(bob, name, alice)))
  const [looked = '', first = '', second = ''] = rooms
  for (const room of rooms) await alice.client.openLog(room)
  for (const room of rooms.slice(1)) alice.client.leaveLog(room)

  const status = (room: string) => alice.client.log(room).get().status
  expect(rooms.map(status)).toEqual(rooms.map((room) => (room === first ? 'closed' : 'ready')))

  for (const room of [looked, first, second]) await bob.client.send(room, 'hello')
  await allSent(bob)
  await shows(alice, second, 'hello')
  await shows(alice, looked, 'hello')
  const unread = () => alice.client.rooms.get().rooms.find(({ id }) => id === first)?.unread_count
  await until(alice.client.rooms, () => unread() === 1, 'the closed room counts what is new')
  expect(texts(alice, first)).toEqual([])
  await alice.client.openLog(first)
  expect(texts(alice, first)).toEqual(['hello'])
})
