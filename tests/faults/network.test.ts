import { expect, test } from 'bun:test'
import { message } from '#protocol/messages'
import { openSocket, type ProbeSocket } from '../harness/probe-socket'
import { startProxy } from '../harness/proxy'
import { request } from '../harness/request'
import { startServerProcess } from '../harness/server-process'
import { expectFlawless } from './checker'
import { gatherCrowd } from './crowd'
import { newHistory } from './history'
import { noteRow, rounds, sized } from './rows'

const flapMs = sized(10_000, 60_000)
const mostSyncedMs = 35_000

test.concurrent('[F09] texts keep the order of their socket when two sockets and the API overtake each other', async () => {
  const texts = rounds(40, 1000)
  using history = newHistory()
  await using server = await startServerProcess({ people: 4 })
  await using crowd = await gatherCrowd(server, history, { rooms: 1 })
  const [alice] = server.registered
  const [room_id = ''] = crowd.roomIds
  if (!alice) throw new Error('nobody is registered')
  using slow = await startProxy(server.url)
  using slower = await startProxy(server.url)
  slow.weather.upDelayMs = 20
  slower.weather.upDelayMs = 35
  const hello = async (url: string): Promise<ProbeSocket> => {
    const socket = await openSocket({ url })
    socket.say({ type: 'hello', data: { version: 1, token: alice.tokens.access } })
    await socket.next('synced')
    return socket
  }
  await using quickSocket = await hello(server.url)
  await using slowSocket = await hello(slow.url)
  const text = (via: string, n: number) => {
    const sent = { room_id, client_id: `${via}-${n}`, content: `${via} ${n}` }
    history.note({ type: 'send', ...sent, sender_id: alice.id, via })
    return sent
  }
  const bySocket = async (via: string, socket: ProbeSocket) => {
    for (let n = 0; n < texts; n++) {
      socket.say({ type: 'send', data: text(via, n) })
      // Below the hundred frames a second that one socket may send.
      await Bun.sleep(10 + Math.random() * 10)
    }
    for (let n = 0; n < texts; n++) {
      const { client_id, seq, is_duplicate } = (await socket.next('ack')).data
      history.note({ type: 'ack', client_id, seq, is_duplicate })
    }
  }
  const byApi = async () => {
    const headers = { Authorization: `Bearer ${alice.tokens.access}` }
    for (let n = 0; n < texts; n++) {
      const { client_id, content } = text('api', n)
      const path = `/chat/rooms/${room_id}/messages`
      const answer = await request(slower, 'POST', path, { headers, json: { client_id, content } })
      history.note({ type: 'ack', client_id, seq: answer.read(message).seq, is_duplicate: false })
    }
  }
  await Promise.all([bySocket('quick', quickSocket), bySocket('slow', slowSocket), byApi()])
  await crowd.finish()

  expectFlawless(history)
  noteRow('F09 reordered sends', texts * 3, 'order of each socket kept, receivers agree', true)
}, 600_000)

test.concurrent('[F36] a network that comes and goes every second loses nothing, and clients do not storm it', async () => {
  using history = newHistory()
  // All of them and the network are one process: what is measured is how they come back, not how fast that is.
  const { people, rooms, pauseMs } = sized(
    { people: 6, rooms: 3, pauseMs: 20 },
    { people: 40, rooms: 10, pauseMs: 1000 },
  )
  await using server = await startServerProcess({ people })
  using proxy = await startProxy(server.url)
  await using crowd = await gatherCrowd(server, history, { rooms, url: () => proxy.url })
  proxy.weather.sliceBytes = 100
  crowd.startWriting(pauseMs)

  const start = performance.now()
  for (let flap = 0; performance.now() - start < flapMs; flap++) {
    await Bun.sleep(1000)
    proxy.weather.isDown = true
    proxy.cut(flap % 2 === 0 ? 'reset' : 'end')
    await Bun.sleep(1000)
    proxy.weather.isDown = false
  }
  const calm = performance.now()
  await crowd.untilUpToDate()
  const syncedMs = performance.now() - calm
  await crowd.stopWriting()
  await crowd.finish()

  expectFlawless(history)
  const later = history
    .read()
    .filter(({ type, at }) => type === 'connect' && at > start + 10_000 && at < calm)
  const aMinute = ((later.length / people) * 60_000) / Math.max(calm - start - 10_000, 60_000 - 10_000)
  const figure = `synced ${Math.ceil(syncedMs)} ms after calm, ${aMinute.toFixed(1)} connects a client and minute`
  noteRow('F36 flapping', 1, figure, syncedMs <= mostSyncedMs && aMinute <= 12)
  expect(proxy.connects()).toBeGreaterThan(people)
}, 600_000)
