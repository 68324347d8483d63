import { expect, test } from 'bun:test'
import { startChat } from './chat'
import { holdAnswers } from './held-answers'
import { allSent, directRoom, hears, newDevice, newDeviceBehind, newGroup, shows, upToDate } from './person'
import { until } from './until'

test('[ROOM-3] a room that is not open shows its newest message and what is unread', async () => {
  await using chat = await startChat(['alice', 'bob', 'eve'])
  const { alice, bob, eve } = chat.people
  const lunch = await newGroup(alice, 'Lunch', bob)
  const dinner = await newGroup(alice, 'Dinner', bob)
  await until(bob.client.rooms, ({ rooms }) => rooms.length === 2)

  await alice.client.send(lunch, 'Noodles?')
  await alice.client.send(lunch, 'Or rice?')
  await until(bob.client.rooms, ({ rooms }) => rooms[0]?.unread_count === 2)

  expect(bob.client.rooms.get().rooms).toMatchObject([
    { id: lunch, name: 'Lunch', unread_count: 2, last_message: { content: 'Or rice?' } },
    { id: dinner, name: 'Dinner', unread_count: 0 },
  ])
  expect(alice.client.rooms.get().rooms[0]).toMatchObject({ id: lunch, unread_count: 0 })
  expect(eve.client.rooms.get()).toEqual({ isLoaded: true, isKept: false, rooms: [] })
})

test('[ROOM-1] a direct room appears with its first message', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await alice.client.createRoom({ room_type: 'direct', member_ids: [bob.me.id] })
  expect(bob.client.rooms.get().rooms).toEqual([])

  await alice.client.send(room.id, 'Hello')
  await until(bob.client.rooms, ({ rooms }) => rooms.length === 1)
  expect(bob.client.rooms.get().rooms).toMatchObject([
    { id: room.id, unread_count: 1, peer: { username: 'alice' }, last_message: { content: 'Hello' } },
  ])
})

test('[ROOM-3] a message that was lost on the way is missing neither in the preview nor in the count', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await newGroup(alice, 'Lunch', bob)
  await until(bob.client.rooms, ({ rooms }) => rooms.length === 1)
  bob.network.faults = {
    incoming: (frame) => (frame.type === 'message' && frame.data.content === 'two' ? [] : [frame]),
  }
  for (const text of ['one', 'two', 'three']) await alice.client.send(room, text)
  await until(bob.client.rooms, ({ rooms }) => rooms[0]?.unread_count === 3)
  expect(bob.client.rooms.get().rooms[0]?.last_message?.content).toBe('three')
})

test('[ROOM-3] after a reconnect the list tells what happened meanwhile', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const left = await newGroup(alice, 'Left', bob)
  const kept = await newGroup(alice, 'Kept', bob)
  await bob.client.stop()
  await alice.client.api.removeMember(left, bob.me.id)
  const added = await newGroup(alice, 'New', bob)
  await alice.client.send(kept, 'Welcome back')
  await allSent(alice)

  await bob.client.start()
  await upToDate(bob.client)
  expect(bob.client.rooms.get().rooms).toMatchObject([
    { id: kept, unread_count: 1 },
    { id: added, unread_count: 0 },
  ])
})

test('[ROOM-3] what happens while the list is on its way is not undone by it', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const left = await newGroup(alice, 'Left', bob)
  const kept = await newGroup(alice, 'Kept', bob)
  using answers = holdAnswers(chat.server)
  await using phone = await newDeviceBehind(answers, chat.server, 'bob')
  const held = answers.hold('/chat/rooms')
  await alice.client.openLog(kept)
  phone.network.cut()
  await alice.client.send(kept, 'missed')
  await shows(alice, kept, 'missed')
  await alice.client.send(kept, 'in the list')
  await shows(alice, kept, 'in the list')
  phone.client.wake()
  await held

  await alice.client.send(kept, 'after the list')
  await shows(alice, kept, 'after the list')
  const added = await newGroup(alice, 'New', bob)
  const removed = hears(phone, 'room_removed')
  await alice.client.api.removeMember(left, bob.me.id)
  await removed
  answers.release()
  await upToDate(phone.client)

  const { rooms } = phone.client.rooms.get()
  expect(rooms.map(({ id }) => id).toSorted()).toEqual([added, kept].toSorted())
  const room = rooms.find(({ id }) => id === kept)
  expect(room).toMatchObject({ unread_count: 3, last_message: { content: 'after the list' } })
})

test('[ROOM-2] renaming, adding, promoting and removing show in the list as they happen', async () => {
  await using chat = await startChat(['alice', 'bob', 'eve'])
  const { alice, bob, eve } = chat.people
  const room = await newGroup(alice, 'Lunch', bob)
  await until(bob.client.rooms, ({ rooms }) => rooms.length === 1)
  await bob.client.openLog(room)

  await alice.client.api.changeRoom(room, { name: 'Dinner', description: 'At eight' })
  await alice.client.api.addMember(room, eve.me.id)
  await alice.client.api.changeMember(room, bob.me.id, 'admin')
  await until(bob.client.rooms, ({ rooms }) => rooms[0]?.my_role === 'admin')
  expect(bob.client.rooms.get().rooms).toMatchObject([
    { name: 'Dinner', description: 'At eight', member_count: 3 },
  ])
  await until(eve.client.rooms, ({ rooms }) => rooms.length === 1)

  await alice.client.api.removeMember(room, bob.me.id)
  await until(bob.client.rooms, ({ rooms }) => rooms.length === 0)
  expect(bob.client.log(room).get()).toMatchObject({ status: 'closed', messages: [] })
  await until(eve.client.rooms, ({ rooms }) => rooms[0]?.member_count === 2)
})

test('[PRE-3] reading clears the count on every device, and is said at most once a second', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await using phone = await newDevice(chat.server, 'bob')
  for (let at = 1; at <= 5; at++) await alice.client.send(room.id, `text ${at}`)
  await shows(bob, room.id, 'text 5')
  await until(phone.client.rooms, ({ rooms }) => rooms[0]?.unread_count === 5)

  for (let seq = 1; seq <= 4; seq++) bob.client.markRead(room.id, seq)
  expect(bob.client.rooms.get().rooms[0]).toMatchObject({ read_seq: 4, unread_count: 1 })
  bob.client.markRead(room.id, 2)

  await until(phone.client.rooms, ({ rooms }) => rooms[0]?.unread_count === 1)
  const marks = bob.network.written.filter((frame) => frame.type === 'read')
  expect(marks.map(({ data }) => data.seq)).toEqual([1, 4])
  expect(alice.client.rooms.get().rooms[0]).toMatchObject({ read_seq: 0 })
})

test('[PRE-3] what was read without a connection is said on the next one', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await using phone = await newDevice(chat.server, 'bob')
  await alice.client.send(room.id, 'hello')
  await until(bob.client.rooms, ({ rooms }) => rooms[0]?.unread_count === 1)
  bob.network.cut()

  bob.client.markRead(room.id, 1)
  expect(bob.client.rooms.get().rooms[0]).toMatchObject({ read_seq: 1, unread_count: 0 })
  bob.client.wake()

  await until(phone.client.rooms, ({ rooms }) => rooms[0]?.unread_count === 0)
  await upToDate(bob.client)
  expect(bob.client.rooms.get().rooms[0]).toMatchObject({ read_seq: 1, unread_count: 0 })
})
