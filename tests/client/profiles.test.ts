import { afterAll, beforeAll, expect, test } from 'bun:test'
import { startServer, type TestServer } from '../harness/server'
import { newPerson } from './person'
import { until } from './until'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server[Symbol.asyncDispose]())

test('[ACC-14] a new name reaches the room list, what was said before, and one’s other devices, live', async () => {
  await using alice = await newPerson(server, 'alice-p')
  await using bob = await newPerson(server, 'bob-p')
  const room = await alice.client.createRoom({ room_type: 'direct', member_ids: [bob.me.id] })
  await alice.client.send(room.id, 'Hello')
  await until(bob.client.rooms, ({ rooms }) => rooms.length === 1)

  await alice.client.changeProfile({ display_name: 'Al', color: 15 })

  const profiles = await until(bob.client.profiles, (known) => known.get(alice.me.id)?.display_name === 'Al')
  expect(profiles.get(alice.me.id)).toEqual({
    id: alice.me.id,
    username: 'alice-p',
    display_name: 'Al',
    color: 15,
  })
  expect(bob.client.rooms.get().rooms[0]?.peer?.display_name).toBe('Al')
  expect(alice.client.session.get()).toMatchObject({ me: { display_name: 'Al', color: 15 } })
})

test('[ACC-14] a name that was changed while one was away is known after connecting again', async () => {
  await using alice = await newPerson(server, 'alice-q')
  await using bob = await newPerson(server, 'bob-q')
  const room = await alice.client.createRoom({
    room_type: 'group',
    name: 'Den',
    description: '',
    member_ids: [bob.me.id],
  })
  await bob.client.openLog(room.id)
  bob.network.cut()
  await alice.client.changeProfile({ display_name: 'Al' })
  bob.client.wake()
  await until(bob.client.profiles, (known) => known.get(alice.me.id)?.display_name === 'Al')
})
