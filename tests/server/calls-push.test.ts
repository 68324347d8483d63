import { afterAll, expect, test } from 'bun:test'
import { accept, hangUp, ring } from '../harness/probe-calls'
import { anotherDevice, type Probe, people } from '../harness/probe-people'
import { directRoom } from '../harness/probe-rooms'
import { openPushService } from '../harness/push-service'
import { quietNow } from '../harness/quiet-now'
import { serverForAll } from '../harness/server-for-all'

const server = serverForAll({ settings: { push_own_networks: '127.0.0.1' } })
const service = openPushService(() => server.app.pusher.publicKey)
afterAll(() => service[Symbol.asyncDispose]())

async function browserOf(person: Probe) {
  const browser = service.newBrowser()
  expect((await person.post('/auth/me/push', browser.subscription)).status).toBe(204)
  return browser
}

test('[N16] a call rings every device of who is called that takes pushes, and nobody else', async () => {
  const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
  const laptop = await anotherDevice(server, bob)
  const room = await directRoom(alice, bob)
  const [own, first, second, eves] = [
    await browserOf(alice),
    await browserOf(bob),
    await browserOf(laptop),
    await browserOf(eve),
  ]
  await using aliceSocket = await alice.socket()
  const call = await ring(aliceSocket, { room_id: room.id }, 'video')
  const push = {
    kind: 'call' as const,
    call_id: call.id,
    room_id: room.id,
    caller: alice.username,
    media: call.media,
  }
  expect(await first.next()).toEqual(push)
  expect(await second.next()).toEqual(push)

  await hangUp(aliceSocket, call)
  const missed = await Promise.race([first.next(), second.next()])
  expect(missed).toEqual({
    kind: 'missed_call',
    room_id: room.id,
    seq: 1,
    caller: alice.username,
    media: 'video',
    unread_count: 1,
  })
  expect([own.asked, eves.asked]).toEqual([0, 0])
})

test('[N16] a call rings no device in quiet hours, nor from a room that is muted', async () => {
  const [alice, bob, carol, dave] = await people(server, 'alice', 'bob', 'carol', 'dave')
  const rooms = [
    await directRoom(alice, bob),
    await directRoom(alice, carol),
    await directRoom(alice, dave),
  ] as const
  const [bobs, carols, daves] = [await browserOf(bob), await browserOf(carol), await browserOf(dave)]
  await bob.patch('/auth/me/notifications', { quiet_hours: quietNow() })
  await carol.patch(`/chat/rooms/${rooms[1].id}/notifications`, { level: 'none' })
  await using aliceSocket = await alice.socket()
  await using daveSocket = await dave.socket()
  for (const room of rooms) {
    const call = await ring(aliceSocket, { room_id: room.id })
    if (room === rooms[2]) await accept(daveSocket, call)
    await hangUp(aliceSocket, call)
  }
  expect(await daves.next()).toMatchObject({ kind: 'call', media: 'audio' })
  expect([bobs.asked, carols.asked]).toEqual([0, 0])
})
