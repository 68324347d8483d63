import { describe, expect, test } from 'bun:test'
import { message, messagePage } from '#protocol/messages'
import { countCharacters } from '#protocol/text'
import { type Probe, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const scripts: [string, string][] = [
  ['Latin with diacritics, composed and not', 'Crème brûlée Cre\u0300me bru\u0302le\u0301e ſtraße'],
  ['Cyrillic and Greek', 'Съешь ещё этих булок — Ξεσκεπάζω την ψυχοφθόρα'],
  ['right to left, with marks of direction', '\u202bمرحبا שלום\u202c abc \u200f\u2067x\u2069'],
  ['Hindi and Thai', 'नमस्ते दुनिया สวัสดีชาวโลก'],
  ['Chinese and Japanese', '你好，世界 𠮷野家で吉野家 ｶﾀｶﾅ'],
  ['emoji with joiners', '👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇺🇳 ❤️‍🔥'],
  ['white space at both ends', ' \t\n a \r\n\r\n\u00a0\u2028\u2029 '],
  ['nothing but white space', '   '],
  ['control characters', '\u0001\u0008\u001b[31m\u007f\u0085\ufeff\ufffd\uffff'],
  ['markup', '<script>alert(1)</script> &amp; \'"` --; drop table messages %s \\u0041 \\'],
  ['JSON', '{"type":"message","data":{"content":"\\n"}}'],
]

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    async function contents(person: Probe, room: { id: string }): Promise<string[]> {
      const { messages } = (await person.get(`/chat/rooms/${room.id}/messages?limit=100`)).read(messagePage)
      return messages.toReversed().map(({ content }) => content)
    }

    test.each(scripts)('[MSG-1] %s arrives and is kept as it was sent', async (_, content) => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      await using socket = await bob.socket()

      const sent = await write(alice, room, content)
      const heard = await socket.next('message')

      expect([sent.content, heard.data.content]).toEqual([content, content])
      expect(await contents(bob, room)).toEqual([content])
    })

    test('[MSG-2] a message has its id, client id, room, sender, text, time and number', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const room = await directRoom(alice, bob)
      await using bobSocket = await bob.socket()
      await using aliceSocket = await alice.socket()
      await using eveSocket = await eve.socket()

      const answer = await alice.post(`/chat/rooms/${room.id}/messages`, {
        content: 'Noodles?',
        client_id: 'c-1',
      })

      expect(answer.status).toBe(201)
      const sent = answer.read(message.strict())
      expect(sent).toEqual({
        ...{ id: expect.any(String), room_id: room.id, seq: 1, changed_seq: 1 },
        ...{ client_id: 'c-1', message_type: 'text', is_edited: false, edited_at: null, deleted_at: null },
        ...{ sender_id: alice.id, sender_username: alice.username, content: 'Noodles?' },
        ...{ timestamp: expect.any(String), reply_to: null, subject: null, mentions: [] },
        ...{ reactions: [], attachments: [] },
      })
      expect(Math.abs(Date.parse(sent.timestamp) - Date.now())).toBeLessThan(60_000)
      expect(sent.timestamp).toEndWith('Z')
      for (const socket of [bobSocket, aliceSocket]) expect((await socket.next('message')).data).toEqual(sent)
      expect((await bob.get(`/chat/rooms/${room.id}/messages`)).read(messagePage).messages).toEqual([sent])
      expect(await eveSocket.fence()).toEqual([])
    })

    test('[MSG-1] 5,000 characters of four bytes each are a message, one more is too long', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      const longest = '🍜'.repeat(5000)
      expect(countCharacters(longest)).toBe(5000)

      expect((await write(alice, room, longest)).content).toBe(longest)

      const answer = await alice.post(`/chat/rooms/${room.id}/messages`, { content: `${longest}x` })
      refusal(answer, 'message_too_long')
      await using socket = await alice.socket()
      socket.say({
        type: 'send',
        data: { room_id: room.id, client_id: 'long', content: `${longest}x` },
        ref: 1,
      })
      expect((await socket.next('error')).data).toMatchObject({ code: 'message_too_long', retry: false })
      socket.say({ type: 'send', data: { room_id: room.id, client_id: 'fits', content: longest } })
      expect((await socket.next('ack')).data.seq).toBe(2)
      expect(await contents(bob, room)).toEqual([longest, longest])
    })

    test.each([
      ['nothing', ''],
      ['NUL', 'a\u0000b'],
      ['half of a character', 'a\ud83d'],
      ['the other half', '\ude00a'],
      ['the halves the wrong way round', '\ude00\ud83d'],
    ])('[MSG-1] a text with %s is refused, over REST and over the socket', async (_, content) => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      await using socket = await alice.socket()
      const body = `{"content":${JSON.stringify(content)}}`

      const { errors } = refusal(
        await alice.call('POST', `/chat/rooms/${room.id}/messages`, { body }),
        'invalid',
      )
      socket.say({ type: 'send', data: { room_id: room.id, client_id: 'c', content } })
      const { data } = await socket.next('error')

      expect(errors?.map(({ path }) => path)).toEqual(['content'])
      expect([data.code, data.errors?.map(({ path }) => path)]).toEqual(['invalid', ['data.content']])
      expect(await contents(bob, room)).toEqual([])
    })

    test('[MSG-3] a repeated client id returns the first message, creates and announces nothing', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      await using socket = await bob.socket()
      const body = { content: 'Noodles?', client_id: 'once' }

      const first = await alice.post(`/chat/rooms/${room.id}/messages`, body)
      const again = await alice.post(`/chat/rooms/${room.id}/messages`, body)
      await using aliceSocket = await alice.socket()
      aliceSocket.say({ type: 'send', data: { room_id: room.id, ...body } })
      const { data } = await aliceSocket.next('ack')

      expect([first.status, again.status]).toEqual([201, 200])
      expect(again.text).toBe(first.text)
      const { id, seq, timestamp } = first.read(message)
      expect(data).toEqual({ client_id: 'once', room_id: room.id, id, seq, timestamp, is_duplicate: true })
      expect(await contents(alice, room)).toEqual(['Noodles?'])
      expect((await socket.fence()).filter(({ type }) => type === 'message')).toHaveLength(1)
    })

    test('[MSG-3] [G07] a client id that was used for something else is refused', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await groupRoom(alice, [bob])
      const other = await groupRoom(alice, [bob])
      const first = await write(alice, room, 'Noodles?', { client_id: 'once' })
      const post = (where: { id: string }, more: object) =>
        alice.post(`/chat/rooms/${where.id}/messages`, { content: 'Noodles?', client_id: 'once', ...more })

      refusal(await post(room, { content: 'Rice?' }), 'conflict')
      refusal(await post(room, { reply_to: first.id }), 'conflict')
      refusal(await post(other, {}), 'conflict')

      expect(await contents(bob, room)).toEqual(['Kitchen', 'Noodles?'])
      expect(await contents(bob, other)).toEqual(['Kitchen'])
      expect((await write(bob, room, 'Rice?', { client_id: 'once' })).seq).toBe(3)
    })

    test('[MSG-3] without a client id each post is a message of its own', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      const [first, second] = [await write(alice, room, 'hi'), await write(alice, room, 'hi')]
      expect(first.client_id).not.toBe(second.client_id)
      expect(second.seq).toBe(2)
    })

    test.each(['', 'a b', 'a'.repeat(65), 'ü', '../x', 'a\n'])(
      '[MSG-3] the client id %j is refused',
      async (client_id) => {
        const [alice] = await people(server, 'alice')
        const room = await groupRoom(alice)
        const answer = await alice.post(`/chat/rooms/${room.id}/messages`, { content: 'hi', client_id })
        expect(refusal(answer, 'invalid').errors?.[0]?.path).toBe('client_id')
      },
    )

    test('[MSG-4] everyone hears one order, and reads the same one back', async () => {
      const [alice, bob, carol, eve] = await people(server, 'alice', 'bob', 'carol', 'eve')
      const room = await groupRoom(alice, [bob, carol])
      const sockets = await Promise.all([alice, bob, carol].map((person) => person.socket()))
      await using eveSocket = await eve.socket()

      await Promise.all(
        [alice, bob, carol].flatMap((writer) =>
          Array.from({ length: 25 }, (_, n) => write(writer, room, `${writer.username} ${n}`)),
        ),
      )

      const stored = (await bob.get(`/chat/rooms/${room.id}/messages?limit=100`)).read(messagePage)
      const expected = stored.messages.toReversed().slice(1)
      expect(expected.map(({ seq }) => seq)).toEqual(Array.from({ length: 75 }, (_, n) => n + 2))
      for (const socket of sockets) {
        const heard = (await socket.fence()).flatMap((frame) =>
          frame.type === 'message' ? [frame.data] : [],
        )
        expect(heard).toEqual(expected)
        await socket[Symbol.asyncDispose]()
      }
      expect(await eveSocket.fence()).toEqual([])
    })
  })
}
