import { describe, expect, test } from 'bun:test'
import { findMarks } from '#server/store/marks'
import { type Probe, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { openSocket } from '../harness/probe-socket'
import { opcodes, rawFrame } from '../harness/raw-frames'
import { openRawSocket } from '../harness/raw-socket'
import { serverForAll } from '../harness/server-for-all'

const server = serverForAll()

async function talking() {
  const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
  const { id } = await directRoom(alice, bob)
  return { alice, bob, eve, id, socket: await alice.socket() }
}

function marksOf({ id }: Probe, roomId: string) {
  return findMarks(server.app.store, roomId, id)
}

describe('frames that are not WebSocket', () => {
  const bytes = { invalidUtf8: Uint8Array.of(0x22, 0xc3, 0x28, 0x22) }
  test.each<[string, string, Buffer, readonly (number | null)[]]>([
    ['G01', 'with a reserved bit', rawFrame('{}', { reserved: 4 }), [1002, null]],
    ['G01', 'with an unknown opcode', rawFrame('{}', { opcode: 3 }), [1002, null]],
    ['G01', 'without a mask', rawFrame('{}', { isMasked: false }), [1002, null]],
    [
      'G01',
      'that is a fragmented ping',
      rawFrame('hi', { opcode: opcodes.ping, isFinal: false }),
      [1002, null],
    ],
    ['G01', 'that is a ping of 126 bytes', rawFrame('x'.repeat(126), { opcode: opcodes.ping }), [1002, null]],
    ['G01', 'that continues nothing', rawFrame('{}', { opcode: opcodes.continuation }), [1002, null]],
    ['G02', 'of text that is not UTF-8', rawFrame(bytes.invalidUtf8), [1007, null]],
    ['G02', 'of bytes', rawFrame('{"type":"ping","data":{}}', { opcode: opcodes.binary }), [1003]],
  ])('[%s] a frame %s ends its connection, and nobody else hears of it', async (_, __, frame, codes) => {
    const { alice, bob } = await talking()
    await using other = await bob.socket()
    using socket = await openRawSocket(server, alice.headers)

    socket.write(frame)

    expect(codes).toContain(await socket.closed)
    expect(await other.fence()).toEqual([])
  })
})

describe('frames that make no sense', () => {
  test('[G03] a key that is there twice counts once, as it stands last', async () => {
    const { id, socket } = await talking()
    socket.say(`{"type":"send","data":{"room_id":"${id}","client_id":"c","content":"one","content":"two"}}`)
    expect((await socket.next('message')).data.content).toBe('two')
    await socket.next('ack')
    socket.say('{"type":"ping","data":{},"__proto__":{"isAdmin":true}}')
    expect((await socket.next('error')).data.code).toBe('invalid')
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })

  test.each([
    ['more marks than there may be', 'received', { marks: marks(501) }],
    ['a mark that no number can hold', 'received', { marks: { a: 1e21 } }],
    ['a number above those that are exact', 'sync', { room_id: 'a', after: 2 ** 53 }],
    ['a fraction of a number', 'read', { room_id: 'a', seq: 1.5 }],
    ['a list for a text', 'send', { room_id: 'a', client_id: 'c', content: Array(20_000).fill('') }],
  ])('[G04] %s is refused as a whole', async (_, type, data) => {
    const { socket } = await talking()
    socket.say({ type, data, ref: 1 })
    expect(await socket.next('error')).toMatchObject({ ref: 1, data: { code: 'invalid' } })
    expect(await socket.fence()).toEqual([])
  })

  test.each([
    'id',
    'seq',
    'changed_seq',
    'timestamp',
    'sender_id',
    'sender_username',
    'user_id',
    'message_type',
    'from',
  ])('[G06] a send that names its own %s is refused and stores nothing', async (field) => {
    const { bob, id, socket } = await talking()
    await using other = await bob.socket()
    socket.say({ type: 'send', data: { room_id: id, client_id: 'c', content: 'hi', [field]: '1' } })
    expect((await socket.next('error')).data.code).toBe('invalid')
    expect(await socket.fence()).toEqual([])
    expect(await other.fence()).toEqual([])
  })
})

test('[G07] a client id belongs to its sender: the same with other words is a conflict, of others it is another', async () => {
  const { bob, id, socket } = await talking()
  await using other = await bob.socket()
  const send = (content: string) => ({ type: 'send', data: { room_id: id, client_id: 'c', content } })
  socket.say(send('first'))
  const first = await socket.next('ack')
  socket.say(send('second'))
  expect((await socket.next('error')).data.code).toBe('conflict')
  socket.say(send('first'))
  expect((await socket.next('ack')).data).toEqual({ ...first.data, is_duplicate: true })
  other.say(send('second'))
  expect((await other.next('ack')).data).toMatchObject({ seq: 2, is_duplicate: false })
  const heard = (await socket.fence()).flatMap((frame) => (frame.type === 'message' ? [frame.data] : []))
  expect(heard.map(({ content, sender_id }) => [content, sender_id])).toContainEqual(['second', bob.id])
  expect(heard).toHaveLength(2)
})

test('[G08] marks beyond the head, below zero, backwards, of other rooms and of other people change nothing', async () => {
  const { alice, bob, eve, id, socket } = await talking()
  const foreign = await groupRoom(eve)
  for (const text of ['one', 'two', 'three']) await write(bob, { id }, text)
  socket.say({ type: 'received', data: { marks: { [id]: 2 } } })
  await socket.next('received')
  await using other = await bob.socket()
  const before = await Promise.all([marksOf(bob, id), marksOf(eve, foreign.id)])

  for (const type of ['read', 'received'] as const) {
    const data = (room: string, seq: number) =>
      type === 'read' ? { room_id: room, seq } : { marks: { [room]: seq } }
    socket.say({ type, data: data(id, -1) })
    expect((await socket.next('error')).data.code).toBe('invalid')
    socket.say({ type, data: { ...data(id, 3), user_id: bob.id } })
    expect((await socket.next('error')).data.code).toBe('invalid')
    socket.say({ type, data: data(foreign.id, 1) })
    if (type === 'read') expect((await socket.next('error')).data.code).toBe('not_a_member')
    else expect((await socket.next('received')).data.marks).toEqual({})
  }
  socket.say({ type: 'received', data: { marks: { [id]: 1 } } })
  expect((await socket.next('received')).data.marks).toEqual({ [id]: 2 })
  expect(await Promise.all([marksOf(bob, id), marksOf(eve, foreign.id)])).toEqual(before)
  expect(await marksOf(alice, id)).toEqual({ delivered_seq: 2, read_seq: 0, last_seq: 3 })
  expect(await other.fence()).toEqual([])

  socket.say({ type: 'received', data: { marks: { [id]: Number.MAX_SAFE_INTEGER } } })
  expect((await socket.next('received')).data.marks).toEqual({ [id]: 3 })
})

describe('a hello', () => {
  test('[G09] [G10] that names the session of somebody else gets what its own token may have', async () => {
    const { alice, eve, id } = await talking()
    await write(alice, { id }, 'ours')
    await using socket = await openSocket(server, { headers: eve.headers })
    socket.say({ type: 'hello', data: { version: 1, session_id: alice.sessionId } })
    expect((await socket.next('error')).data.code).toBe('invalid')
    const resume = { epoch: server.app.history.epoch, cursors: { [id]: 0 } }
    socket.say({ type: 'hello', data: { version: 1, resume } })
    expect((await socket.next('welcome')).data.user_id).toBe(eve.id)
    expect((await socket.next('room_removed')).data.room_id).toBe(id)
    await socket.next('synced')

    socket.say({ type: 'hello', data: { version: 1, token: alice.token } })
    expect((await socket.next('error')).data.code).toBe('invalid')
    await write(alice, { id }, 'still ours')
    expect(await socket.fence()).toEqual([])
  })

  test('[G09] under another epoch resumes nothing, beyond the head gets the head, with too much is refused', async () => {
    const { alice, bob, id } = await talking()
    await write(alice, { id }, 'one')
    const hello = async (epoch: string, cursors: Record<string, number>) => {
      const socket = await openSocket(server, { headers: bob.headers })
      socket.say({ type: 'hello', data: { version: 1, resume: { epoch, cursors } } })
      return socket
    }
    await using other = await hello('another', { [id]: 0 })
    expect((await other.next('welcome')).data.is_resumed).toBe(false)
    await other.next('synced')
    expect(other.untaken()).toEqual([])

    await using beyond = await hello(server.app.history.epoch, { [id]: 900 })
    expect((await beyond.next('sync')).data).toMatchObject({ after: 900, to: 1, head: 1, messages: [] })

    await using greedy = await hello(server.app.history.epoch, marks(501))
    expect((await greedy.next('error')).data.code).toBe('invalid')
    await using greediest = await hello(server.app.history.epoch, marks(10_000))
    expect((await greediest.closed).code).toBe(1009)
  })
})

function marks(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`room${n}`, 1]))
}
