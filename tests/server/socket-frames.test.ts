import { describe, expect, test } from 'bun:test'
import type { ErrorCode } from '#protocol/errors'
import { people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { openSocket } from '../harness/probe-socket'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const code = { unsupported: 1003, tooLarge: 1009, badFrames: 4400 }

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    async function talking() {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const { id } = await directRoom(alice, bob)
      return { alice, bob, eve, id, socket: await alice.socket() }
    }

    function send(id: string, client_id: string, content = client_id) {
      return { type: 'send', data: { room_id: id, client_id, content } }
    }

    test('[MSG-3] a send is acknowledged to its sender once it is stored, and heard by the members alone', async () => {
      const { bob, eve, id, socket } = await talking()
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()

      socket.say({ ...send(id, 'c-1', 'Noodles?'), ref: 'my ref' })
      const ack = await socket.next('ack')

      const stored = await server.app.store.db
        .selectFrom('messages')
        .selectAll()
        .where('room_id', '=', id)
        .execute()
      expect(stored.map(({ seq, content }) => [seq, content])).toEqual([[1, 'Noodles?']])
      expect(ack).toEqual({
        type: 'ack',
        data: {
          ...{ client_id: 'c-1', room_id: id, id: String(stored[0]?.id), seq: 1 },
          ...{ timestamp: expect.any(String), is_duplicate: false },
        },
        ref: 'my ref',
      })
      const heard = await bobSocket.next('message')
      expect(heard.data).toMatchObject({
        id: ack.data.id,
        timestamp: ack.data.timestamp,
        content: 'Noodles?',
      })
      expect(heard.ref).toBeUndefined()
      expect((await socket.next('message')).data).toEqual(heard.data)
      expect(await eveSocket.fence()).toEqual([])
    })

    test.each([[0], [-7], [Number.MAX_SAFE_INTEGER], [''], ['x'.repeat(64)], ['🍜']])(
      '[API-3] the ref %j comes back with the answer, whatever that is',
      async (ref) => {
        const { id, socket } = await talking()
        socket.say({ type: 'ping', data: {}, ref })
        socket.say({ ...send(id, 'c'), ref })
        socket.say({ type: 'sync', data: { room_id: id, after: 0 }, ref })
        socket.say({ type: 'sync', data: { room_id: 'a', after: 0 }, ref })
        socket.say({ type: 'nonsense', ref })
        expect((await socket.next('pong')).ref).toBe(ref)
        expect((await socket.next('ack')).ref).toBe(ref)
        expect((await socket.next('sync')).ref).toBe(ref)
        expect((await socket.next('error')).ref).toBe(ref)
        expect((await socket.next('error')).ref).toBe(ref)
      },
    )

    test('[MSG-4] frames of one socket are answered in their order, however long each takes', async () => {
      const { id, socket } = await talking()
      const frames = Array.from({ length: 60 }, (_, n) => {
        if (n % 4 === 0) return send(id, `c-${n}`)
        if (n % 4 === 1) return { type: 'ping', data: {} }
        if (n % 4 === 2) return { type: 'sync', data: { room_id: id, after: 0 } }
        return { type: 'read', data: { room_id: 'unknown', seq: 1 } }
      })

      for (const [ref, frame] of frames.entries()) socket.say({ ...frame, ref })

      const answers = (await socket.fence()).filter(({ ref }) => ref !== undefined)
      expect(answers.map(({ ref }) => ref)).toEqual(Array.from({ length: 60 }, (_, n) => n))
      expect(answers.map(({ type }) => type).slice(0, 4)).toEqual(['ack', 'pong', 'sync', 'error'])
      const pages = answers.flatMap((frame) => (frame.type === 'sync' ? [frame.data.head] : []))
      expect(pages).toEqual(Array.from({ length: 15 }, (_, n) => n + 1))
    })

    test('[OPS-5] [G05] frames beyond those that may wait are refused for the moment, and nothing else is lost', async () => {
      const { id, socket } = await talking()
      const frames = Array.from({ length: 200 }, (_, n) => ({ ...send(id, `c-${n}`), ref: n }))

      for (const frame of frames) socket.say(frame)

      const answers = []
      while (answers.length < 200) answers.push(await socket.next('ack', 'error'))

      expect(new Set(answers.map(({ ref }) => ref)).size).toBe(200)
      for (const { data } of answers.filter(({ type }) => type === 'error')) {
        expect(data).toMatchObject({ code: 'rate_limited', retry: true, retry_after_ms: expect.any(Number) })
      }
      const numbers = answers.flatMap((frame) => (frame.type === 'ack' ? [frame.data.seq] : []))
      expect(numbers).toEqual(numbers.map((_, n) => n + 1))
      expect(numbers.length).toBeGreaterThanOrEqual(64)
    })

    const senseless: [string, string, ErrorCode][] = [
      ['that is not JSON', 'hello', 'malformed'],
      ['that is empty', '', 'malformed'],
      ['that ends too soon', '{"type":"ping","data":{}', 'malformed'],
      ['nested too deeply', '['.repeat(60_000), 'malformed'],
      ['that is null', 'null', 'invalid'],
      ['that is a list', '[]', 'invalid'],
      ['of no type', '{"data":{}}', 'invalid'],
      ['of an unknown type', '{"type":"welcome","data":{}}', 'invalid'],
      ['of a type every object has', '{"type":"constructor","data":{}}', 'invalid'],
      ['without data', '{"type":"ping"}', 'invalid'],
      ['with an unknown field', '{"type":"ping","data":{},"extra":1}', 'invalid'],
      ['with an unknown field in its data', '{"type":"ping","data":{"extra":1}}', 'invalid'],
      ['with a ref that is a list', '{"type":"ping","data":{},"ref":[]}', 'invalid'],
      ['with a number that is negative', '{"type":"sync","data":{"room_id":"a","after":-1}}', 'invalid'],
      ['with a number that is none', '{"type":"sync","data":{"room_id":"a","after":"1"}}', 'invalid'],
      ['that names no room', '{"type":"send","data":{"client_id":"c","content":"hi"}}', 'invalid'],
    ]
    test.each(senseless)(
      '[API-3] [G03] a frame %s is an error and leaves the socket open',
      async (_, text, error) => {
        const { socket } = await talking()
        socket.say(text)
        const { data } = await socket.next('error')
        expect([data.code, data.retry]).toEqual([error, false])
        expect(JSON.stringify(data)).not.toMatch(/\.ts|node_modules|zod/i)
        expect(await socket.fence()).toEqual([])
      },
    )

    test('[API-3] [G03] the fifth frame without sense closes the socket; refused ones are no nonsense', async () => {
      const { id, socket } = await talking()
      for (let n = 0; n < 8; n++) {
        socket.say({ type: 'sync', data: { room_id: 'unknown', after: 0 } })
        expect((await socket.next('error')).data.code).toBe('not_a_member')
      }
      for (let n = 0; n < 4; n++) socket.say('nonsense')
      socket.say(send(id, 'still'))
      expect((await socket.next('ack')).data.seq).toBe(1)

      socket.say('nonsense')

      expect((await socket.closed).code).toBe(code.badFrames)
    })

    test('[API-3] nonsense closes a socket that has not said hello as well', async () => {
      await using socket = await openSocket(server)
      for (let n = 0; n < 5; n++) socket.say('nonsense')
      expect((await socket.closed).code).toBe(code.badFrames)
    })

    test('[API-3] [G02] a binary frame closes the socket', async () => {
      const { socket } = await talking()
      socket.sayBytes(new TextEncoder().encode('{"type":"ping","data":{}}'))
      expect((await socket.closed).code).toBe(code.unsupported)
    })

    test('[API-3] a frame of 64 KiB is read, one byte more closes the socket', async () => {
      const { socket } = await talking()
      socket.say('x'.repeat(65_536))
      expect((await socket.next('error')).data.code).toBe('malformed')

      socket.say('x'.repeat(65_537))

      expect((await socket.closed).code).toBe(code.tooLarge)
    })

    test('[MSG-7] a page of the log says from where to where it reaches, and where the head is', async () => {
      const [alice, eve] = await people(server, 'alice', 'eve')
      const { id } = await groupRoom(alice)
      for (let n = 0; n < 129; n++) await write(alice, { id }, `${n}`)
      await using socket = await alice.socket()
      await using eveSocket = await eve.socket()
      const page = async (after: number) => {
        socket.say({ type: 'sync', data: { room_id: id, after } })
        const { messages, ...rest } = (await socket.next('sync')).data
        return { ...rest, seqs: messages.map(({ seq }) => seq) }
      }
      const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n)

      expect(await page(0)).toEqual({ room_id: id, after: 0, to: 100, head: 130, seqs: range(1, 100) })
      expect(await page(100)).toEqual({ room_id: id, after: 100, to: 130, head: 130, seqs: range(101, 130) })
      expect(await page(130)).toEqual({ room_id: id, after: 130, to: 130, head: 130, seqs: [] })
      expect(await page(500)).toEqual({ room_id: id, after: 500, to: 130, head: 130, seqs: [] })
      eveSocket.say({ type: 'sync', data: { room_id: id, after: 0 } })
      expect((await eveSocket.next('error')).data.code).toBe('not_a_member')
    })

    test('[MSG-3] a send into a foreign room, or one that is not there, gets the same refusal', async () => {
      const { eve, id } = await talking()
      await using socket = await eve.socket()
      socket.say(send(id, 'c'))
      socket.say(send('aaaaaaaaaaaaaaaa', 'c'))
      const [first, second] = [await socket.next('error'), await socket.next('error')]
      expect(first.data.code).toBe('not_a_member')
      expect(second).toEqual(first)
    })

    test('[PRE-1] every device of a person hears what one of them sends', async () => {
      const { alice, id, socket } = await talking()
      await using laptop = await alice.socket()
      socket.say(send(id, 'c', 'from my phone'))
      expect((await laptop.next('message')).data.client_id).toBe('c')
      expect((await laptop.fence()).map(({ type }) => type)).toEqual([])
    })
  })
}
