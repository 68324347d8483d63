import { expect, test } from 'bun:test'
import { closeCodes } from '#protocol/close-codes'
import { protocolVersion } from '#protocol/version'
import { newGuest } from '../harness/guest'
import { accept, answer, hangUp, refusalOf, ring, told } from '../harness/probe-calls'
import { anotherDevice, password, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { openSocket } from '../harness/probe-socket'
import { refusal } from '../harness/request'
import { startServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const server = serverForAll()

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
  expect((await aliceSocket.next('message')).data.message_type).toBe('call_ended')
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
  expect(await refusalOf(scoped, 'call_answer', answer(call.id, true))).toBe('invalid')
  expect((await scoped.fence()).filter(({ type }) => type === 'call')).toEqual([])
})
