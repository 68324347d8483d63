import { describe, expect, test } from 'bun:test'
import { closeCodes } from '#protocol/close-codes'
import { type Message, messagePage } from '#protocol/messages'
import { roomList } from '#protocol/rooms'
import { protocolVersion } from '#protocol/version'
import { newGuest } from '../harness/guest'
import { accept, ask, askCall, decline, hangUp, refusalOf, ring, told } from '../harness/probe-calls'
import { anotherDevice, type Probe, password, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { openSocket } from '../harness/probe-socket'
import { refusal } from '../harness/request'
import { engines, startServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const server = serverForAll()
const hasty = serverForAll({ settings: { 'calls.absence_seconds': 1 } })

/** The newest entry of a room, once there is one. */
async function lineIn(reader: Probe, { id }: { id: string }): Promise<Message> {
  for (;;) {
    const { messages } = (await reader.get(`/chat/rooms/${id}/messages`)).read(messagePage)
    if (messages[0]) return messages[0]
  }
}

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
  expect(await refusalOf(bobSocket, 'call_answer', { call_id: call.id, accept: true })).toBe('conflict')
  expect(await refusalOf(bobSocket, 'call_answer', { call_id: call.id, accept: false })).toBe('conflict')
  expect(await refusalOf(bobSocket, 'call_hang_up', { call_id: call.id })).toBe('conflict')
  expect((await accept(laptopSocket, call)).phase).toBe('talking')

  expect(await hangUp(laptopSocket, call)).toMatchObject({ phase: 'ended', end: 'hung_up' })
  for (const socket of [aliceSocket, bobSocket]) expect((await told(socket, 'ended')).end).toBe('hung_up')
  expect(await refusalOf(bobSocket, 'call_answer', { call_id: call.id, accept: true })).toBe('conflict')
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
  expect(await refusalOf(phoneSocket, 'call_answer', { call_id: begun.call_id, accept: true })).toBe(
    'forbidden',
  )
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
  expect(await refusalOf(aliceSocket, 'call_answer', { call_id: eves.id, accept: true })).toBe('conflict')

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

test('[R7] calls are for the two of a direct room, where the policy has them', async () => {
  const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
  const group = await groupRoom(alice, [bob])
  const room = await directRoom(alice, bob)
  await using aliceSocket = await alice.socket()
  await using eveSocket = await eve.socket()
  const begin = (whom: object) => ({ call_id: crypto.randomUUID(), media: 'audio', ...whom })

  expect(await refusalOf(aliceSocket, 'call_start', begin({ room_id: group.id }))).toBe('invalid')
  expect(await refusalOf(aliceSocket, 'call_start', begin({}))).toBe('invalid')
  expect(await refusalOf(aliceSocket, 'call_start', begin({ user_id: bob.id }))).toBe('policy_disabled')
  expect(await refusalOf(eveSocket, 'call_start', begin({ room_id: room.id }))).toBe('not_a_member')
  expect(await refusalOf(eveSocket, 'call_start', begin({ room_id: 'nowhere' }))).toBe('not_a_member')

  await using silent = await startServer({ settings: { calls: false } })
  const [ann, ben] = await people(silent, 'alice', 'bob')
  const theirs = await directRoom(ann, ben)
  await using annSocket = await ann.socket()
  expect(await refusalOf(annSocket, 'call_start', begin({ room_id: theirs.id }))).toBe('policy_disabled')
  expect((await ann.get('/calls/ice-servers')).status).toBe(403)
})

test('[R7] on a wall anybody who is online can be called, but for guests', async () => {
  await using wall = await startServer({ settings: { profile: 'wall' } })
  const [alice, bob, eve] = await people(wall, 'alice', 'bob', 'eve')
  await using aliceSocket = await alice.socket()
  await using bobSocket = await bob.socket()
  const begin = (user_id: string) => ({ call_id: crypto.randomUUID(), media: 'video', user_id })

  expect(await refusalOf(aliceSocket, 'call_start', begin(eve.id))).toBe('not_found')
  expect(await refusalOf(aliceSocket, 'call_start', begin('nobody'))).toBe('not_found')
  expect(await refusalOf(aliceSocket, 'call_start', begin(alice.id))).toBe('not_found')
  const guest = await newGuest(wall)
  await using guestSocket = await openSocket(wall, { headers: guest.headers })
  guestSocket.say({ type: 'hello', data: { version: protocolVersion } })
  await guestSocket.next('synced')
  expect(await refusalOf(guestSocket, 'call_start', begin(bob.id))).toBe('forbidden')
  expect(await refusalOf(aliceSocket, 'call_start', begin(guest.id))).toBe('not_found')
  refusal(await guest.call('GET', '/calls/ice-servers'), 'forbidden')

  const call = await ring(aliceSocket, { user_id: bob.id })
  expect(call).toMatchObject({ room_id: null, phase: 'ringing' })
  expect((await told(bobSocket, 'ringing')).id).toBe(call.id)
  await accept(bobSocket, call)
  expect((await hangUp(bobSocket, call)).end).toBe('hung_up')
})

test('[R8] a call ends when a device is signed out, in the middle of it', async () => {
  const [alice, bob] = await people(server, 'alice', 'bob')
  const room = await directRoom(alice, bob)
  const laptop = await anotherDevice(server, bob)
  await using aliceSocket = await alice.socket()
  await using laptopSocket = await laptop.socket()
  const call = await ring(aliceSocket, { room_id: room.id })
  await accept(laptopSocket, call)

  expect((await bob.delete(`/auth/sessions/${laptop.sessionId}`)).status).toBe(204)
  expect((await told(aliceSocket, 'ended')).end).toBe('gone')
  expect((await laptopSocket.closed).code).toBe(closeCodes.session_ended.code)
  expect(await lineIn(alice, room)).toMatchObject({ message_type: 'call_ended' })
})

test('[R8] deleting an account ends its calls', async () => {
  const [alice, bob] = await people(server, 'alice', 'bob')
  const room = await directRoom(alice, bob)
  await write(alice, room, 'I will call you')
  await using aliceSocket = await alice.socket()
  await using bobSocket = await bob.socket()
  const call = await ring(aliceSocket, { room_id: room.id })
  await accept(bobSocket, call)
  expect((await bob.call('DELETE', '/auth/me', { json: { password } })).status).toBe(204)
  expect((await told(aliceSocket, 'ended')).end).toBe('gone')
  const begun = { call_id: crypto.randomUUID(), media: 'audio', room_id: room.id }
  expect(await refusalOf(aliceSocket, 'call_start', begun)).toBe('not_found')
})

test('[R9] a socket of one room knows nothing of calls', async () => {
  const [alice, bob] = await people(server, 'alice', 'bob')
  const room = await directRoom(alice, bob)
  await using aliceSocket = await alice.socket()
  await using scoped = await bob.socket(`/ws/chat/${room.id}?token=${bob.token}`)
  const call = await ring(aliceSocket, { room_id: room.id })
  expect(await refusalOf(scoped, 'call_start', { call_id: 'a', media: 'audio', room_id: room.id })).toBe(
    'invalid',
  )
  expect(await refusalOf(scoped, 'call_answer', { call_id: call.id, accept: true })).toBe('invalid')
  expect((await scoped.fence()).filter(({ type }) => type === 'call')).toEqual([])
})
