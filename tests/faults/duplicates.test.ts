import { expect, test } from 'bun:test'
import { ack } from '#protocol/frames'
import { message, messagePage } from '#protocol/messages'
import { people } from '../harness/probe-people'
import { groupRoom } from '../harness/probe-rooms'
import { raisedLimits } from '../harness/raised-limits'
import { engines, startServer } from '../harness/server'
import { noteRow } from './rows'

const serial = 1000
const parallel = 100
const socketCount = 10

test.each(engines)(
  '[F08] one client id sent 1,000 times in turn and 100 times at once is one text (%s)',
  async (engine) => {
    await using server = await startServer({ engine, settings: raisedLimits })
    const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
    const room = await groupRoom(alice, [bob])
    const sockets = await Promise.all(Array.from({ length: socketCount }, () => alice.socket()))
    await using bobSocket = await bob.socket()
    await using eveSocket = await eve.socket()
    const text = (client_id: string) => ({ room_id: room.id, client_id, content: `text ${client_id}` })
    const seqs = new Set<number>()
    let asNew = 0

    const note = (data: unknown) => {
      const { seq, is_duplicate } = ack.parse(data)
      seqs.add(seq)
      if (!is_duplicate) asNew++
    }
    for (let n = 0; n < serial; n++) {
      const socket = sockets[n % socketCount]
      socket?.say({ type: 'send', data: text('serial') })
      note((await socket?.next('ack'))?.data)
    }
    expect({ asNew, seqs: [...seqs] }).toEqual({ asNew: 1, seqs: [2] })

    for (let n = 0; n < parallel; n++) {
      sockets[n % socketCount]?.say({ type: 'send', data: text('parallel') })
    }
    const posted = Array.from({ length: socketCount }, () =>
      alice.post(`/chat/rooms/${room.id}/messages`, { client_id: 'parallel', content: 'text parallel' }),
    )
    for (let n = 0; n < parallel; n++) note((await sockets[n % socketCount]?.next('ack'))?.data)
    const statuses = (await Promise.all(posted)).map((answer) => {
      seqs.add(answer.read(message).seq)
      return answer.status
    })

    // The API tells by its status whether it made something.
    expect(asNew + statuses.filter((status) => status === 201).length).toBe(2)
    expect([...seqs]).toEqual([2, 3])
    const stored = (await alice.get(`/chat/rooms/${room.id}/messages`)).read(messagePage).messages
    expect(stored.map(({ client_id }) => client_id).slice(0, 2)).toEqual(['parallel', 'serial'])
    expect(stored).toHaveLength(3)
    for (const hearer of [...sockets, bobSocket]) {
      const heard = (await hearer.fence()).filter(({ type }) => type === 'message')
      expect(heard).toHaveLength(2)
    }
    expect(await eveSocket.fence()).toEqual([])
    await Promise.all(sockets.map((socket) => socket[Symbol.asyncDispose]()))
    noteRow(
      `F08 duplicates, ${engine}`,
      serial + parallel + socketCount,
      '1 row, 1 number, 1 delivery, 1 ack each',
      true,
    )
  },
  600_000,
)
