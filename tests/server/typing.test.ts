import { expect, test } from 'bun:test'
import { people } from '../harness/probe-people'
import { directRoom, groupRoom } from '../harness/probe-rooms'
import { openSocket } from '../harness/probe-socket'
import { serverForAll } from '../harness/server-for-all'

const server = serverForAll()

test('[PRE-2] members hear who is typing, others do not, and nothing of it is stored', async () => {
  const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
  const { id } = await groupRoom(alice, [bob])
  await groupRoom(alice, [eve])
  await using aliceSocket = await alice.socket()
  await using bobSocket = await bob.socket()
  await using eveSocket = await eve.socket()

  bobSocket.say({ type: 'typing', data: { room_id: id } })

  const { username } = bob
  expect(await aliceSocket.next('typing')).toEqual({
    type: 'typing',
    data: { room_id: id, user_id: bob.id, username },
  })
  expect(await eveSocket.fence()).toEqual([])
  expect((await alice.get(`/chat/rooms/${id}/messages`)).text).not.toContain('typing')
})

test('[PRE-2] more than one in two seconds is dropped without a word, for each room by itself', async () => {
  const [alice, bob] = await people(server, 'alice', 'bob')
  const [first, second] = [await directRoom(alice, bob), await groupRoom(alice, [bob])]
  await using aliceSocket = await alice.socket()
  await using bobSocket = await bob.socket()

  for (const room of [first, first, second, first])
    bobSocket.say({ type: 'typing', data: { room_id: room.id } })
  const answers = await bobSocket.fence()

  expect(answers.filter(({ type }) => type === 'error')).toEqual([])
  const rooms = (await aliceSocket.fence()).map(({ type, data }) => [type, 'room_id' in data && data.room_id])
  expect(rooms).toEqual([
    ['typing', first.id],
    ['typing', second.id],
  ])
})

test('[PRE-2] who has sent a message and begins the next one is heard at once', async () => {
  const [alice, bob] = await people(server, 'alice', 'bob')
  const { id } = await directRoom(alice, bob)
  await using aliceSocket = await alice.socket()
  await using bobSocket = await bob.socket()

  bobSocket.say({ type: 'typing', data: { room_id: id } })
  bobSocket.say({ type: 'send', data: { room_id: id, client_id: 'c', content: 'Noodles?' } })
  bobSocket.say({ type: 'typing', data: { room_id: id } })
  await bobSocket.next('ack')
  await bobSocket.fence()

  const heard = (await aliceSocket.fence()).map(({ type }) => type)
  expect(heard.filter((type) => type !== 'room')).toEqual(['typing', 'message', 'typing'])
})

test('[PRE-2] who is not in a room is refused as for a room that does not exist, and nobody hears of it', async () => {
  const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
  const { id } = await directRoom(alice, bob)
  await using aliceSocket = await alice.socket()
  await using eveSocket = await eve.socket()

  for (const [ref, room_id] of [id, 'nowhere'].entries()) {
    eveSocket.say({ type: 'typing', data: { room_id }, ref })
    expect(await eveSocket.next('error')).toMatchObject({ ref, data: { code: 'not_a_member' } })
  }
  expect(await aliceSocket.fence()).toEqual([])
})

test('[PRE-2] a socket of one room types in it without naming it', async () => {
  const [alice, bob] = await people(server, 'alice', 'bob')
  const { id } = await directRoom(alice, bob)
  await using aliceSocket = await alice.socket()
  await using bobSocket = await openSocket(server, { path: `/ws/chat/${id}?token=${bob.token}` })
  await bobSocket.next('synced')

  bobSocket.say({ type: 'typing', data: {} })

  expect((await aliceSocket.next('typing')).data.user_id).toBe(bob.id)
})
