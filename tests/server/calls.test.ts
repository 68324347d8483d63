import { describe, expect, test } from 'bun:test'
import { messagePage } from '#protocol/messages'
import { roomList } from '#protocol/rooms'
import { accept, answer, ask, askCall, decline, hangUp, refusalOf, ring, told } from '../harness/probe-calls'
import { anotherDevice, type Probe, people } from '../harness/probe-people'
import { directRoom } from '../harness/probe-rooms'
import { engines, startServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const server = serverForAll()
const hasty = serverForAll({ settings: { 'calls.absence_seconds': 1 } })

async function unreadOf(reader: Probe, { id }: { id: string }): Promise<number | undefined> {
  const { rooms } = (await reader.get('/chat/rooms')).read(roomList)
  return rooms.find((room) => room.id === id)?.unread_count
}

test('[R1] a call rings on every device of who is called; the first that takes it silences the others', async () => {
  const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
  const room = await directRoom(alice, bob)
  const laptop = await anotherDevice(server, bob)
  await using aliceSocket = await alice.socket()
  await using bobSocket = await bob.socket()
  await using laptopSocket = await laptop.socket()
  await using eveSocket = await eve.socket()

  const call = await ring(aliceSocket, { room_id: room.id }, 'video')
  expect(call).toEqual({
    id: call.id,
    room_id: room.id,
    caller: { id: alice.id, username: alice.username, session_id: alice.sessionId },
    callee: { id: bob.id, username: bob.username, session_id: null },
    media: 'video',
    phase: 'ringing',
    end: null,
  })
  expect(await told(bobSocket, 'ringing')).toEqual(call)
  expect(await told(laptopSocket, 'ringing')).toEqual(call)

  const taken = await accept(laptopSocket, call)
  expect(taken).toMatchObject({ phase: 'talking', callee: { session_id: laptop.sessionId } })
  for (const socket of [aliceSocket, bobSocket]) expect(await told(socket, 'talking')).toEqual(taken)
  expect(await refusalOf(bobSocket, 'call_answer', answer(call.id, true))).toBe('conflict')
  expect(await refusalOf(bobSocket, 'call_answer', answer(call.id, false))).toBe('conflict')
  expect(await refusalOf(bobSocket, 'call_hang_up', { call_id: call.id })).toBe('conflict')
  expect((await accept(laptopSocket, call)).phase).toBe('talking')

  expect(await hangUp(laptopSocket, call)).toMatchObject({ phase: 'ended', end: 'hung_up' })
  for (const socket of [aliceSocket, bobSocket]) expect((await told(socket, 'ended')).end).toBe('hung_up')
  expect(await refusalOf(bobSocket, 'call_answer', answer(call.id, true))).toBe('conflict')
  expect(await eveSocket.fence()).toEqual([])
})

test('[R1] a call is there once, however often it is begun, and a device that connects later rings too', async () => {
  const [alice, bob] = await people(server, 'alice', 'bob')
  const room = await directRoom(alice, bob)
  await using aliceSocket = await alice.socket()
  const begun = { call_id: crypto.randomUUID(), media: 'audio', room_id: room.id }

  const first = await ask(aliceSocket, 'call_start', begun)
  const again = await ask(aliceSocket, 'call_start', begun)
  expect(again.data).toEqual(first.data)
  await using bobSocket = await bob.socket()
  expect((await told(bobSocket, 'ringing')).id).toBe(begun.call_id)
  expect(await bobSocket.fence()).toEqual([])

  const phone = await anotherDevice(server, alice)
  await using phoneSocket = await phone.socket()
  expect((await told(phoneSocket, 'ringing')).id).toBe(begun.call_id)
  expect(await refusalOf(phoneSocket, 'call_start', begun)).toBe('conflict')
  expect(await refusalOf(phoneSocket, 'call_answer', answer(begun.call_id, true))).toBe('forbidden')
  const { end } = await askCall(phoneSocket, 'call_hang_up', { call_id: begun.call_id })
  expect(end).toBe('cancelled')
  expect((await told(bobSocket, 'ended')).end).toBe('cancelled')
})

test('[R2] who talks, or calls somebody, is busy, and neither begins nor takes another call', async () => {
  const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
  const [withBob, withEve, third] = [
    await directRoom(alice, bob),
    await directRoom(alice, eve),
    await directRoom(bob, eve),
  ]
  await using aliceSocket = await alice.socket()
  await using bobSocket = await bob.socket()
  await using eveSocket = await eve.socket()

  const eves = await ring(eveSocket, { room_id: withEve.id })
  const call = await ring(bobSocket, { room_id: withBob.id })
  await accept(aliceSocket, call)
  expect((await told(eveSocket, 'ended')).end).toBe('busy')
  expect(await refusalOf(aliceSocket, 'call_answer', answer(eves.id, true))).toBe('conflict')

  expect(await ring(eveSocket, { room_id: withEve.id })).toMatchObject({ phase: 'ended', end: 'busy' })
  expect(await ring(eveSocket, { room_id: third.id })).toMatchObject({ phase: 'ended', end: 'busy' })
  const more = { call_id: crypto.randomUUID(), media: 'audio', room_id: withEve.id }
  expect(await refusalOf(aliceSocket, 'call_start', more)).toBe('conflict')
  await hangUp(aliceSocket, call)
})

test('[R2] two who ring each other at the same moment are in one call', async () => {
  const [alice, bob] = await people(server, 'alice', 'bob')
  const room = await directRoom(alice, bob)
  await using aliceSocket = await alice.socket()
  await using bobSocket = await bob.socket()

  const [one, other] = await Promise.all([
    ring(aliceSocket, { room_id: room.id }),
    ring(bobSocket, { room_id: room.id }),
  ])
  expect(one.id).toBe(other.id)
  const [talking, same] = [one, other].toSorted((a) => (a.phase === 'talking' ? -1 : 1))
  expect(talking).toMatchObject({
    phase: 'talking',
    ...{ [talking?.caller.id === alice.id ? 'caller' : 'callee']: { session_id: alice.sessionId } },
    ...{ [talking?.caller.id === alice.id ? 'callee' : 'caller']: { session_id: bob.sessionId } },
  })
  expect(same?.id).toBe(talking?.id)
  await hangUp(aliceSocket, one)
})

for (const engine of engines) {
  describe(engine, () => {
    test('[R3][R10] a call nobody takes is missed: a line says so, and counts as unread for who was called', async () => {
      await using server = await startServer({ engine, settings: { 'calls.ring_seconds': 1 } })
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const room = await directRoom(alice, bob)
      await using aliceSocket = await alice.socket()
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()

      await ring(aliceSocket, { room_id: room.id }, 'video')
      expect((await told(aliceSocket, 'ended')).end).toBe('missed')
      expect((await told(bobSocket, 'ended')).end).toBe('missed')
      expect((await bobSocket.next('message')).data).toMatchObject({
        message_type: 'call_missed',
        content: 'video',
        sender_id: alice.id,
        room_id: room.id,
      })
      expect(await unreadOf(bob, room)).toBe(1)
      expect(await unreadOf(alice, room)).toBe(0)
      expect(await eveSocket.fence()).toEqual([])
    })

    test('[R3][R10] a call that was declined, taken back or ended leaves the line that fits', async () => {
      await using server = await startServer({ engine })
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      await using aliceSocket = await alice.socket()
      await using bobSocket = await bob.socket()
      const laptop = await anotherDevice(server, bob)
      await using laptopSocket = await laptop.socket()

      const declined = await ring(aliceSocket, { room_id: room.id })
      expect((await decline(laptopSocket, declined)).end).toBe('declined')
      expect((await told(bobSocket, 'ended')).end).toBe('declined')
      const line = { sender_id: alice.id, message_type: 'call_ended', content: 'audio' }
      expect((await bobSocket.next('message')).data).toMatchObject(line)
      expect(await unreadOf(bob, room)).toBe(0)

      const cancelled = await ring(aliceSocket, { room_id: room.id })
      expect((await hangUp(aliceSocket, cancelled)).end).toBe('cancelled')
      expect((await bobSocket.next('message')).data).toMatchObject({ ...line, message_type: 'call_missed' })
      expect(await unreadOf(bob, room)).toBe(1)

      const taken = await ring(aliceSocket, { room_id: room.id }, 'video')
      await accept(bobSocket, taken)
      expect((await hangUp(bobSocket, taken)).end).toBe('hung_up')
      const { content, ...rest } = (await bobSocket.next('message')).data
      expect(rest).toMatchObject({ sender_id: alice.id, message_type: 'call_ended' })
      expect(content).toMatch(/^video [0-9]+$/)
      expect(await unreadOf(bob, room)).toBe(1)
    })
  })
}

test('[R6] a call ends when a side has had no connection for too long, in either phase', async () => {
  const [alice, bob] = await people(hasty, 'alice', 'bob')
  const room = await directRoom(alice, bob)
  await using bobSocket = await bob.socket()

  const ringing = await alice.socket()
  await ring(ringing, { room_id: room.id })
  ringing.lose()
  expect((await told(bobSocket, 'ended')).end).toBe('gone')

  await using aliceSocket = await alice.socket()
  const call = await ring(aliceSocket, { room_id: room.id })
  const phone = await anotherDevice(hasty, bob)
  const phoneSocket = await phone.socket()
  await accept(phoneSocket, call)
  phoneSocket.lose()
  expect((await told(aliceSocket, 'ended')).end).toBe('gone')
  expect((await told(bobSocket, 'ended')).end).toBe('gone')
  const { messages } = (await alice.get(`/chat/rooms/${room.id}/messages`)).read(messagePage)
  expect(messages.length).toBeLessThanOrEqual(2)
})
