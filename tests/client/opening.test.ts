import { expect, test } from 'bun:test'
import type { ClientFrame } from '#protocol/frames'
import { startChat } from './chat'
import { holdAnswers } from './held-answers'
import { allSent, directRoom, hears, newDeviceBehind, shows, texts, upToDate } from './person'
import { waitFor } from './until'

test('[MSG-7] what arrives while the first page is on its way has its place after it', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await bob.client.send(room.id, 'before')
  await allSent(bob)
  using answers = holdAnswers(chat.server)
  await using phone = await newDeviceBehind(answers, chat.server, 'alice')
  const held = answers.hold('/messages')
  const opening = phone.client.openLog(room.id)
  await held
  expect(phone.client.log(room.id).get()).toMatchObject({ status: 'loading', messages: [] })

  const heard = hears(phone, 'message')
  await bob.client.send(room.id, 'meanwhile')
  await heard
  answers.release()
  await opening

  await shows(phone, room.id, 'meanwhile')
  expect(texts(phone, room.id)).toEqual(['before', 'meanwhile'])
  expect(phone.network.written.filter(({ type }) => type === 'sync')).toEqual([])
})

test('[MSG-7] a page that was read over an earlier connection is completed over the one there is', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  using answers = holdAnswers(chat.server)
  await using phone = await newDeviceBehind(answers, chat.server, 'alice')
  const held = answers.hold('/messages')
  const opening = phone.client.openLog(room.id)
  await held

  phone.network.cut()
  await bob.client.send(room.id, 'missed')
  await allSent(bob)
  phone.client.wake()
  await upToDate(phone.client)
  answers.release()
  await opening

  await shows(phone, room.id, 'missed')
  expect(texts(phone, room.id)).toEqual(['missed'])
})

test('[ROOM-3] what arrives while a log fails to load still shows in the room list', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await bob.client.send(room.id, 'before')
  await allSent(bob)
  using answers = holdAnswers(chat.server)
  await using phone = await newDeviceBehind(answers, chat.server, 'alice')
  const held = answers.hold('/messages')
  const opening = phone.client.openLog(room.id)
  await held
  const heard = hears(phone, 'message')
  await bob.client.send(room.id, 'meanwhile')
  await heard

  answers[Symbol.dispose]()
  await expect(opening).rejects.toMatchObject({ code: 'unavailable' })
  expect(phone.client.rooms.get().rooms).toMatchObject([
    { unread_count: 2, last_message: { content: 'meanwhile' } },
  ])
})

test('[MSG-7] a log whose first page was read before the connection stood misses nothing', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await bob.client.createRoom({ room_type: 'direct', member_ids: [alice.me.id] })
  await bob.client.openLog(room.id)
  const hellos: ClientFrame[] = []
  alice.network.faults = {
    outgoing(frame) {
      if (frame.type === 'hello') hellos.push(frame)
      return frame.type === 'hello' ? [] : [frame]
    },
  }
  alice.network.cut()
  alice.client.wake()
  await waitFor(() => hellos.length > 0)
  await alice.client.openLog(room.id)
  await bob.client.send(room.id, 'missed')
  await allSent(bob)
  for (const hello of hellos) alice.network.pass(hello)

  await upToDate(alice.client)
  await shows(alice, room.id, 'missed')
  expect(texts(alice, room.id)).toEqual(['missed'])
})

test('[MSG-9] a log that could not be loaded says so, and loads by itself on the next connection', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await bob.client.createRoom({ room_type: 'direct', member_ids: [alice.me.id] })
  await bob.client.send(room.id, 'hello')
  await allSent(bob)
  await chat.stopServer()

  await expect(alice.client.openLog(room.id)).rejects.toMatchObject({ code: 'unavailable' })
  expect(alice.client.log(room.id).get().status).toBe('failed')
  await chat.server.start()
  alice.client.wake()
  await shows(alice, room.id, 'hello')
  expect(alice.client.log(room.id).get().status).toBe('ready')
})
