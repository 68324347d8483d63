import { expect, test } from 'bun:test'
import type { Call, Signal } from '#protocol/calls'
import { protocolVersion } from '#protocol/version'
import { accept, answer, ask, candidate, hangUp, refusalOf, ring, told } from '../harness/probe-calls'
import { anotherDevice, people } from '../harness/probe-people'
import { directRoom } from '../harness/probe-rooms'
import type { ProbeSocket } from '../harness/probe-socket'
import { closeFrame } from '../harness/raw-frames'
import { openRawSocket } from '../harness/raw-socket'
import { startServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const server = serverForAll()

function say(socket: ProbeSocket, { id }: Call, number: number, signal: Signal = candidate(number)) {
  return ask(socket, 'call_signal', { call_id: id, number, signal })
}

function resume(socket: ProbeSocket, { id }: Call, number: number) {
  return ask(socket, 'call_resume', { call_id: id, number })
}

function heard(call: Call, ...numbers: number[]) {
  return numbers.map((number) => ({
    type: 'call_signal',
    data: { call_id: call.id, number, signal: candidate(number) },
  }))
}

/** Takes so many signals, in the order in which they come. */
async function next(socket: ProbeSocket, count: number) {
  const frames = []
  while (frames.length < count) frames.push(await socket.next('call_signal'))
  return frames
}

/** Alice and bob, who is called at his laptop while his telephone lies beside it. */
async function callOfTwo() {
  const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
  const phone = await anotherDevice(server, bob)
  const room = await directRoom(alice, bob)
  const sockets = {
    alice: await alice.socket(),
    bob: await bob.socket(),
    phone: await phone.socket(),
    eve: await eve.socket(),
  }
  const call = await ring(sockets.alice, { room_id: room.id }, 'video')
  return {
    ...{ alice, bob, eve, phone, room, call, sockets },
    async [Symbol.asyncDispose]() {
      for (const socket of Object.values(sockets)) await socket[Symbol.asyncDispose]()
    },
  }
}

test('[R4][R5] signals reach the device that took the call, in order and once, and nobody else', async () => {
  await using two = await callOfTwo()
  const { call, sockets } = two
  expect(await say(sockets.alice, call, 1)).toMatchObject({ type: 'call_received', data: { number: 1 } })
  await accept(sockets.bob, call)
  await say(sockets.alice, call, 2)
  await say(sockets.alice, call, 2)
  expect((await say(sockets.alice, call, 1)).data).toMatchObject({ number: 2 })
  expect((await say(sockets.alice, call, 4)).data).toMatchObject({ number: 2 })
  await say(sockets.alice, call, 3)
  expect(await next(sockets.bob, 3)).toMatchObject(heard(call, 1, 2, 3))

  await say(sockets.bob, call, 1)
  expect(await next(sockets.alice, 1)).toMatchObject(heard(call, 1))
  for (const socket of Object.values(sockets)) {
    const frames = await socket.fence()
    expect(frames.filter(({ type }) => type === 'call_signal')).toEqual([])
  }
  await hangUp(sockets.bob, call)
  expect(
    await refusalOf(sockets.alice, 'call_signal', { call_id: call.id, number: 4, signal: candidate(4) }),
  ).toBe('not_found')
})

test('[R5][R6] a caller whose socket is lost while it rings goes on with another, and nothing is lost', async () => {
  await using two = await callOfTwo()
  const { alice, call, sockets } = two
  await say(sockets.alice, call, 1)
  sockets.alice.lose()
  sockets.alice = await alice.socket()
  expect(await told(sockets.alice, 'ringing')).toEqual(call)
  expect(
    await refusalOf(sockets.alice, 'call_signal', { call_id: call.id, number: 2, signal: candidate(2) }),
  ).toBe('not_found')
  expect((await resume(sockets.alice, call, 0)).data).toMatchObject({ number: 1 })
  await say(sockets.alice, call, 2)
  await accept(sockets.bob, call)
  expect(await next(sockets.bob, 2)).toMatchObject(heard(call, 1, 2))
})

test('[R5][R6] who is called and loses the socket rings again, and can take the call', async () => {
  await using two = await callOfTwo()
  const { bob, call, sockets } = two
  await say(sockets.alice, call, 1)
  sockets.bob.lose()
  sockets.bob = await bob.socket()
  expect(await told(sockets.bob, 'ringing')).toEqual(call)
  await accept(sockets.bob, call)
  expect(await next(sockets.bob, 1)).toMatchObject(heard(call, 1))
})

for (const who of ['alice', 'bob'] as const) {
  const other = who === 'alice' ? 'bob' : 'alice'
  test(`[R5][R6] in a talk the socket of ${who} is lost, and every signal arrives once, in order`, async () => {
    await using two = await callOfTwo()
    const { call, sockets } = two
    await accept(sockets.bob, call)
    for (const number of [1, 2, 3]) await say(sockets[other], call, number)
    await next(sockets[who], 3)
    sockets[who].say({ type: 'call_received', data: { call_id: call.id, number: 1 } })
    await say(sockets[who], call, 1)
    await next(sockets[other], 1)
    sockets[who].lose()
    await say(sockets[other], call, 4)

    sockets[who] = await two[who].socket()
    expect((await told(sockets[who], 'talking')).id).toBe(call.id)
    expect((await sockets[who].fence()).filter(({ type }) => type === 'call_signal')).toEqual([])
    expect((await resume(sockets[who], call, 2)).data).toEqual({ call_id: call.id, number: 1 })
    await say(sockets[other], call, 5)
    expect(await next(sockets[who], 3)).toMatchObject(heard(call, 3, 4, 5))
    await say(sockets[who], call, 2)
    expect(await next(sockets[other], 1)).toMatchObject(heard(call, 2))
    for (const socket of Object.values(sockets)) {
      const frames = await socket.fence()
      expect(frames.filter(({ type }) => type === 'call_signal')).toEqual([])
    }
  })
}

test('[R1][R6] an answer that comes again through another socket is the same answer', async () => {
  await using two = await callOfTwo()
  const { bob, call, sockets } = two
  await accept(sockets.bob, call)
  await using again = await bob.socket()
  expect((await accept(again, call)).phase).toBe('talking')
  await say(sockets.alice, call, 1)
  expect(await next(again, 1)).toMatchObject(heard(call, 1))
  expect((await say(again, call, 1)).data).toMatchObject({ number: 1 })
})

test('[R6] who comes back after the end hears how it ended', async () => {
  await using two = await callOfTwo()
  const { bob, call, sockets } = two
  await accept(sockets.bob, call)
  sockets.bob.lose()
  await hangUp(sockets.alice, call)
  sockets.bob = await bob.socket()
  expect((await sockets.bob.fence()).filter(({ type }) => type === 'call')).toEqual([])
  expect(await resume(sockets.bob, call, 0)).toMatchObject({ type: 'call', data: { end: 'hung_up' } })
})

test('[R6] who leaves the page has hung up', async () => {
  await using two = await callOfTwo()
  const { bob, call, sockets } = two
  using page = await openRawSocket(server, bob.headers)
  page.say({ type: 'hello', data: { version: protocolVersion } })
  page.say({ type: 'call_answer', data: answer(call.id, true) })
  await told(sockets.alice, 'talking')
  page.write(closeFrame(1001))
  expect((await told(sockets.alice, 'ended')).end).toBe('hung_up')
})

test('[R6] a call does not outlive the server, and its line is in the room', async () => {
  await using own = await startServer()
  const [alice, bob] = await people(own, 'alice', 'bob')
  const room = await directRoom(alice, bob)
  const [aliceSocket, bobSocket] = [await alice.socket(), await bob.socket()]
  const call = await ring(aliceSocket, { room_id: room.id })
  await accept(bobSocket, call)
  await own.stop()
  await own.start()
  await using back = await alice.socket()
  expect(await refusalOf(back, 'call_resume', { call_id: call.id, number: 0 })).toBe('not_found')
  const { text } = await alice.get(`/chat/rooms/${room.id}/messages`)
  expect(text).toContain('call_ended')
})
