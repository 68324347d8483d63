import { describe, expect, test } from 'bun:test'
import { messagePage } from '#protocol/messages'
import { people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    test('[MSG-1] a reply quotes what it answers, live and in the history alike', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      await using socket = await bob.socket()
      const first = await write(alice, room, 'Noodles?')

      const reply = await write(bob, room, 'Always.', { reply_to: first.id })

      const quote = {
        id: first.id,
        seq: 1,
        sender_id: alice.id,
        sender_username: alice.username,
        preview: 'Noodles?',
        files: [],
      }
      expect(reply.reply_to).toEqual(quote)
      await socket.next('message')
      expect((await socket.next('message')).data).toEqual(reply)
      const { messages } = (await alice.get(`/chat/rooms/${room.id}/messages`)).read(messagePage)
      expect(messages).toEqual([reply, first])
    })

    test.each([
      ['exactly as long as a preview', '🍜'.repeat(160), '🍜'.repeat(160)],
      ['one character longer', '🍜'.repeat(161), `${'🍜'.repeat(159)}…`],
      ['much longer', 'é'.repeat(5000), `${'é'.repeat(159)}…`],
      ['of characters of both sizes', `${'a🍜'.repeat(100)}`, `${'a🍜'.repeat(79)}a…`],
    ])(
      '[MSG-1] the preview of a text that is %s is the same when it is read back',
      async (_, text, preview) => {
        const [alice, bob] = await people(server, 'alice', 'bob')
        const room = await directRoom(alice, bob)
        const first = await write(alice, room, text)

        const reply = await write(bob, room, 'yes', { reply_to: first.id })

        expect(reply.reply_to?.preview).toBe(preview)
        const { messages } = (await bob.get(`/chat/rooms/${room.id}/messages?limit=1`)).read(messagePage)
        expect(messages[0]?.reply_to?.preview).toBe(preview)
      },
    )

    test('[MSG-1] nothing but a text of the same room can be answered', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const room = await groupRoom(alice, [bob])
      const own = await write(alice, room, 'Noodles?')
      const elsewhere = await write(eve, await groupRoom(eve), 'secret')
      const opening = (await alice.get(`/chat/rooms/${room.id}/messages?before=2`)).read(messagePage)
        .messages[0]

      const wrong = [
        ...[elsewhere.id, opening?.id ?? '', '999999999', '0'],
        ...[
          'abc',
          `0${own.id}`,
          `${own.id}e0`,
          `0x${Number(own.id).toString(16)}`,
          '9'.repeat(32),
          '9007199254740993',
        ],
      ]
      for (const reply_to of wrong) {
        const answer = await alice.post(`/chat/rooms/${room.id}/messages`, { content: 'yes', reply_to })
        const { errors } = refusal(answer, 'invalid')
        expect([reply_to, errors?.map(({ path, code }) => [path, code])]).toEqual([
          reply_to,
          [['reply_to', 'not_found']],
        ])
        expect(answer.text).not.toContain('secret')
      }
      const { head } = (await bob.get(`/chat/rooms/${room.id}/messages`)).read(messagePage)
      expect(head).toBe(2)
    })

    test('[MSG-3] a reply that is sent again is recognised', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      const first = await write(alice, room, 'Noodles?')
      const body = { content: 'Always.', reply_to: first.id, client_id: 'reply' }
      const answers = [
        await bob.post(`/chat/rooms/${room.id}/messages`, body),
        await bob.post(`/chat/rooms/${room.id}/messages`, body),
      ]
      expect(answers.map(({ status }) => status)).toEqual([201, 200])
      expect(answers[1]?.text).toBe(answers[0]?.text ?? '')
    })
  })
}
