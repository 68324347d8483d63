import { describe, expect, test } from 'bun:test'
import { serverFrame } from '#protocol/frames'
import { sendMessage } from '#server/domain/messages/send'
import { people } from '../harness/probe-people'
import { groupRoom } from '../harness/probe-rooms'
import { openRawSocket, type RawSocket } from '../harness/raw-socket'
import { serverForAll } from '../harness/server-for-all'

/** Together more than the network between two processes holds. */
const roomCount = 100
const textCount = 6

describe('a slow reader', () => {
  const server = serverForAll()

  test('[MSG-7] gets all it missed, however much that is, at its own pace', async () => {
    const [alice] = await people(server, 'alice')
    const rooms = await Promise.all(Array.from({ length: roomCount }, () => groupRoom(alice)))
    for (const { id } of rooms) {
      await Promise.all(
        Array.from({ length: textCount }, (_, n) => sendMessage(server.app, alice, longText(id, n))),
      )
    }
    using socket = await openRawSocket(server, alice.headers)
    const cursors = Object.fromEntries(rooms.map(({ id }) => [id, 1]))

    socket.say({ type: 'hello', data: { version: 1, resume: { epoch: server.app.history.epoch, cursors } } })
    expect(await socket.next()).toContain('welcome')
    socket.pause()
    await Bun.sleep(300)
    socket.resume()

    const held = new Map(rooms.map(({ id }): [string, number[]] => [id, [1]]))
    while ([...held.values()].some(({ length }) => length <= textCount)) {
      const text = await socket.next()
      if (text === null) throw new Error(`the socket was closed with ${await socket.closed}`)
      const frame = serverFrame.parse(JSON.parse(text))
      if (frame.type !== 'sync') continue
      const { room_id, after, to, head, messages } = frame.data
      expect(after).toBe(held.get(room_id)?.at(-1) ?? 0)
      held.get(room_id)?.push(...messages.map(({ seq }) => seq))
      if (to < head) socket.say({ type: 'sync', data: { room_id, after: to } })
    }

    for (const seqs of held.values())
      expect(seqs).toEqual(Array.from({ length: textCount + 1 }, (_, n) => n + 1))
  })

  test('[MSG-7] is not cut off by what others write meanwhile', async () => {
    const [alice, bob] = await people(server, 'alice', 'bob')
    const { id } = await groupRoom(alice, [bob])
    using socket = await openRawSocket(server, bob.headers)
    await greet(socket)

    socket.pause()
    for (let n = 0; n < 30; n++) {
      await sendMessage(server.app, alice, longText(id, n))
    }
    socket.resume()

    const seqs: number[] = []
    while (seqs.length < 30) {
      const text = await socket.next()
      if (text === null) throw new Error(`the socket was closed with ${await socket.closed}`)
      const frame = serverFrame.parse(JSON.parse(text))
      if (frame.type === 'message') seqs.push(frame.data.seq)
    }
    expect(seqs).toEqual(Array.from({ length: 30 }, (_, n) => n + 2))
  })

  test('[MSG-7] is cut off when that never ends, with nothing left out of what it got', async () => {
    const [alice, bob] = await people(server, 'alice', 'bob')
    const { id } = await groupRoom(alice, [bob])
    using socket = await openRawSocket(server, bob.headers)
    await using other = await bob.socket()
    await greet(socket)

    socket.pause()
    for (let n = 0; n < 800; n += 20) {
      await Promise.all(
        Array.from({ length: 20 }, (_, m) => sendMessage(server.app, alice, longText(id, n + m))),
      )
      expect((await other.fence()).filter(({ type }) => type === 'message')).toHaveLength(20)
    }
    socket.resume()

    const seqs: number[] = []
    for (let text = await socket.next(); text !== null; text = await socket.next()) {
      const frame = serverFrame.parse(JSON.parse(text))
      if (frame.type === 'message') seqs.push(frame.data.seq)
    }
    expect(seqs.length).toBeLessThan(800)
    expect(seqs).toEqual(seqs.map((_, n) => n + 2))
  })
})

/** Says hello and takes all that is said first. */
async function greet(socket: RawSocket) {
  socket.say({ type: 'hello', data: { version: 1 } })
  for (let text = await socket.next(); text !== null; text = await socket.next()) {
    if (serverFrame.parse(JSON.parse(text)).type === 'synced') return
  }
}

/** 20,000 bytes. */
function longText(room_id: string, n: number) {
  return { room_id, client_id: `${room_id}-${n}`, content: '🍜'.repeat(5000) }
}
