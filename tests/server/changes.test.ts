import { describe, expect, test } from 'bun:test'
import { type Message, message, messagePage } from '#protocol/messages'
import { room } from '#protocol/rooms'
import { type Probe, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine, settings: { profile: 'team' } })

    const pathOf = ({ room_id, id }: Message) => `/chat/rooms/${room_id}/messages/${id}`
    const edit = (person: Probe, target: Message, content: string) =>
      person.patch(pathOf(target), { content })

    async function history(person: Probe, { id }: { id: string }): Promise<Message[]> {
      return (await person.get(`/chat/rooms/${id}/messages`)).read(messagePage).messages.toReversed()
    }

    async function versions({ id }: Message): Promise<string[]> {
      const rows = await server.app.store.db
        .selectFrom('message_versions')
        .select('content')
        .where('message_id', '=', Number(id))
        .orderBy('replaced_seq')
        .execute()
      return rows.map(({ content }) => content)
    }

    test('[MSG-8] an edit takes the next number, is heard by the room only, and keeps its place', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const { id } = await directRoom(alice, bob)
      const first = await write(alice, { id }, 'Noodels?')
      const second = await write(bob, { id }, 'What?')
      await using socket = await bob.socket()
      await using eveSocket = await eve.socket()

      const answer = await edit(alice, first, 'Noodles?')

      expect(answer.status).toBe(200)
      const changed = answer.read(message.strict())
      expect(changed).toEqual({
        ...{ ...first, content: 'Noodles?', changed_seq: 3, is_edited: true },
        edited_at: expect.any(String),
      })
      expect((await socket.next('message_changed')).data).toEqual(changed)
      expect(await history(bob, { id })).toEqual([changed, second])
      expect((await write(bob, { id }, 'Yes!')).seq).toBe(4)
      expect(await versions(first)).toEqual(['Noodels?'])
      expect(await eveSocket.fence()).toEqual([])
    })

    test('[MSG-8] a deleted message keeps its number and its place; its text is nowhere', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const { id } = await directRoom(alice, bob)
      const first = await write(alice, { id }, 'a secret')
      await edit(alice, first, 'a well-kept secret')
      await write(bob, { id }, 'What?', { reply_to: first.id })
      await using socket = await bob.socket()

      expect((await alice.delete(pathOf(first))).status).toBe(204)
      expect((await alice.delete(pathOf(first))).status).toBe(204)

      const { data } = await socket.next('message_changed')
      expect(data).toMatchObject({ id: first.id, seq: 1, changed_seq: 4, content: '' })
      expect(data.deleted_at).toEndWith('Z')
      const [deleted, reply] = await history(bob, { id })
      expect(deleted).toEqual(data)
      expect(reply?.reply_to).toMatchObject({ id: first.id, preview: '' })
      expect(await versions(first)).toEqual([])
      const rows = await server.app.store.db
        .selectFrom('messages')
        .selectAll()
        .where('room_id', '=', id)
        .execute()
      expect(JSON.stringify(rows)).not.toContain('secret')
      expect((await socket.fence()).filter(({ type }) => type === 'message_changed')).toEqual([])
      refusal(await edit(alice, first, 'again'), 'conflict')
    })

    test('[MSG-8] a reply quotes what stands there now', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      const first = await write(alice, room, 'Noodels?')
      const reply = await write(bob, room, 'Always.', { reply_to: first.id })
      await edit(alice, first, 'Noodles?')
      expect((await history(bob, room))[1]).toEqual({
        ...reply,
        reply_to: { ...reply.reply_to, preview: 'Noodles?' } as Message['reply_to'],
      })
    })

    test("[MSG-8] somebody else's message, and what happened to the room, cannot be changed", async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const { id } = await groupRoom(alice, [bob])
      const opening = (await history(alice, { id }))[0]
      if (!opening) throw new Error('the group has no first entry')
      const text = await write(bob, { id }, 'mine')
      const other = await groupRoom(alice, [bob])

      for (const target of [text, opening]) {
        refusal(await edit(alice, target, 'yours'), 'forbidden')
        refusal(await alice.delete(pathOf(target)), 'forbidden')
      }
      refusal(await edit(eve, text, 'yours'), 'not_a_member')
      refusal(await eve.delete(pathOf(text)), 'not_a_member')
      for (const wrong of ['999999999', 'abc', `0${text.id}`]) {
        refusal(await bob.delete(`/chat/rooms/${id}/messages/${wrong}`), 'not_found')
      }
      refusal(await edit(bob, { ...text, room_id: other.id }, 'elsewhere'), 'not_found')
      expect(await history(bob, { id })).toEqual([opening, text])
    })

    test('[MSG-8] an edit has the limits of a message; the same words again change nothing', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      const text = await write(alice, room, 'Noodles?')

      refusal(await edit(alice, text, ''), 'invalid')
      refusal(await edit(alice, text, 'a\u0000b'), 'invalid')
      refusal(await edit(alice, text, 'x'.repeat(5001)), 'message_too_long')
      expect((await edit(alice, text, 'Noodles?')).read(message)).toEqual(text)
      expect((await edit(alice, text, 'x'.repeat(5000))).read(message).changed_seq).toBe(2)
    })

    test('[MSG-3] after an edit or a deletion the first send is still recognised, and other content refused', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      const post = (content: string) =>
        alice.post(`/chat/rooms/${room.id}/messages`, { content, client_id: 'once' })
      const text = await write(alice, room, 'Noodels?', { client_id: 'once' })

      await edit(alice, text, 'Noodles?')
      await edit(alice, text, 'Noodles!')
      const repeated = await post('Noodels?')
      refusal(await post('Noodles!'), 'conflict')
      await alice.delete(pathOf(text))
      const repeatedLater = await post('Noodels?')
      refusal(await post('Noodles?'), 'conflict')

      expect([repeated.status, repeatedLater.status]).toEqual([200, 200])
      expect(repeated.read(message)).toMatchObject({ id: text.id, seq: 1, content: 'Noodles!' })
      expect(repeatedLater.read(message)).toMatchObject({ id: text.id, seq: 1, content: '' })
      expect(await history(bob, room)).toHaveLength(1)
    })

    test('[MSG-8] the room list shows the newest birth as it is now, and counts no deleted text as unread', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const { id } = await directRoom(alice, bob)
      const look = async () => (await bob.get(`/chat/rooms/${id}`)).read(room)
      const first = await write(alice, { id }, 'one')
      const second = await write(alice, { id }, 'two')
      const before = await look()

      await edit(alice, first, 'One')
      const edited = await look()
      expect(edited).toEqual({ ...before, last_seq: 3 })
      await alice.delete(pathOf(second))

      const now = await look()
      expect(now).toMatchObject({ last_seq: 4, unread_count: 1, last_activity_at: before.last_activity_at })
      expect(now.last_message).toMatchObject({ seq: 2, changed_seq: 4, content: '' })
      const { rooms } = JSON.parse((await bob.get('/chat/rooms')).text)
      expect(rooms.find((each: { id: string }) => each.id === id)).toMatchObject(now)
      const read = await bob.post(`/chat/rooms/${id}/read`, { seq: 1 })
      expect(JSON.parse(read.text)).toMatchObject({ read_seq: 1, unread_count: 0 })
    })

    test('[MSG-7] catching up brings what was born or changed since, and covers replaced numbers', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const { id } = await directRoom(alice, bob)
      const texts = [await write(alice, { id }, 'one'), await write(alice, { id }, 'two')]
      for (const text of texts) for (const n of [1, 2, 3]) await edit(alice, text, `${text.content} ${n}`)
      await using socket = await bob.socket()

      const page = async (after: number) => {
        socket.say({ type: 'sync', data: { room_id: id, after } })
        const { data } = await socket.next('sync')
        return [data.to, data.head, data.messages.map(({ seq, changed_seq }) => [seq, changed_seq])]
      }

      const everything = [
        [1, 5],
        [2, 8],
      ]
      expect(await page(0)).toEqual([8, 8, everything])
      expect(await page(2)).toEqual([8, 8, everything])
      expect(await page(5)).toEqual([8, 8, [[2, 8]]])
      expect(await page(8)).toEqual([8, 8, []])
      expect((await history(bob, { id })).map(({ seq }) => seq)).toEqual([1, 2])
    })

    test('[MSG-2] edits at once take one number each, without gaps', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const { id } = await directRoom(alice, bob)
      const texts = await Promise.all(Array.from({ length: 5 }, (_, n) => write(alice, { id }, `text ${n}`)))
      await using socket = await bob.socket()

      await Promise.all(texts.flatMap((text) => [1, 2, 3, 4].map((n) => edit(alice, text, `edit ${n}`))))

      const heard = (await socket.fence()).flatMap((frame) =>
        frame.type === 'message_changed' ? [frame.data.changed_seq] : [],
      )
      expect(heard).toEqual(Array.from({ length: 20 }, (_, n) => n + 6))
    })
  })
}

describe('a server that allows neither', () => {
  const server = serverForAll({ settings: { profile: 'private' } })

  test('[MSG-8] refuses to edit and to delete', async () => {
    const [alice, bob] = await people(server, 'alice', 'bob')
    const text = await write(alice, await directRoom(alice, bob), 'as it was said')
    const path = `/chat/rooms/${text.room_id}/messages/${text.id}`
    refusal(await alice.patch(path, { content: 'otherwise' }), 'policy_disabled')
    refusal(await alice.delete(path), 'policy_disabled')
  })
})
