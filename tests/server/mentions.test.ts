import { describe, expect, test } from 'bun:test'
import { limits } from '#protocol/limits'
import { message, messagePage } from '#protocol/messages'
import { type Room, roomList } from '#protocol/rooms'
import { type Probe, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    /** A group of alice, bob and carol; eve is not in it. */
    async function kitchen() {
      const [alice, bob, carol, eve] = await people(server, 'alice', 'bob', 'carol', 'eve')
      const { id } = await groupRoom(alice, [bob, carol])
      return { alice, bob, carol, eve, id }
    }

    async function counts(person: Probe, id: string): Promise<[unread: number, mentions: number]> {
      const { rooms } = (await person.get('/chat/rooms')).read(roomList)
      const { unread_count, mention_count } = rooms.find((room) => room.id === id) as Room
      return [unread_count, mention_count]
    }

    test('[PRE-3] [D27] a text that names a member counts as a mention for them, and for nobody else', async () => {
      const { alice, bob, carol, eve, id } = await kitchen()
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()

      const sent = await write(alice, { id }, `@${bob.username.toUpperCase()} and @${eve.username}, noodles?`)
      await write(alice, { id }, 'Or rice?')

      const mentions = [{ user_id: bob.id, name: bob.username.toUpperCase() }]
      expect(sent.mentions).toEqual(mentions)
      expect((await bobSocket.next('message')).data.mentions).toEqual(mentions)
      expect(await counts(bob, id)).toEqual([2, 1])
      expect(await counts(carol, id)).toEqual([2, 0])
      expect(await eveSocket.fence()).toEqual([])
      const page = (await carol.get(`/chat/rooms/${id}/messages`)).read(messagePage)
      expect(page.messages.map((one) => one.mentions)).toEqual([[], mentions, []])
    })

    test('[PRE-3] [D27] one text counts once, whatever it says how often', async () => {
      const { alice, bob, id } = await kitchen()
      await write(alice, { id }, `@${bob.username} @${bob.username.toUpperCase()} @all @here`)
      expect(await counts(bob, id)).toEqual([1, 1])
    })

    test('[PRE-3] [D27] everyone in a group is meant by @all, but not who wrote it, nor anyone in a direct room', async () => {
      const { alice, bob, carol, id } = await kitchen()
      const direct = await directRoom(alice, bob)

      expect((await write(alice, { id }, 'Dinner, @all')).mentions).toEqual([{ user_id: null, name: 'all' }])
      expect((await write(alice, direct, 'Dinner, @all')).mentions).toEqual([])

      expect(await counts(bob, id)).toEqual([1, 1])
      expect(await counts(carol, id)).toEqual([1, 1])
      expect(await counts(alice, id)).toEqual([0, 0])
      expect(await counts(bob, direct.id)).toEqual([1, 0])
    })

    test('[PRE-3] [D27] own mentions, and what was read, do not count', async () => {
      const { alice, bob, id } = await kitchen()
      await write(bob, { id }, `I am @${bob.username}`)
      const { seq } = await write(alice, { id }, `Hello @${bob.username}`)
      await write(alice, { id }, `@${bob.username}?`)
      expect(await counts(bob, id)).toEqual([2, 2])

      await bob.post(`/chat/rooms/${id}/read`, { seq })
      expect(await counts(bob, id)).toEqual([1, 1])
    })

    test('[PRE-3] [D27] an edit names whom it names now, and a deleted text names nobody', async () => {
      const { alice, bob, carol, id } = await kitchen()
      const sent = await write(alice, { id }, `Hello @${bob.username}`)
      const place = `/chat/rooms/${id}/messages/${sent.id}`

      const edited = (await alice.patch(place, { content: `Hello @${carol.username}` })).read(message)
      expect(edited.mentions).toEqual([{ user_id: carol.id, name: carol.username }])
      expect(await counts(bob, id)).toEqual([1, 0])
      expect(await counts(carol, id)).toEqual([1, 1])

      await using carolSocket = await carol.socket()
      await alice.delete(place)
      expect((await carolSocket.next('message_changed')).data.mentions).toEqual([])
      expect(await counts(carol, id)).toEqual([0, 0])
    })

    test('[MSG-1] a text that is sent again is counted once', async () => {
      const { alice, bob, id } = await kitchen()
      const text = `Hello @${bob.username}`
      const first = await write(alice, { id }, text, { client_id: 'c1' })
      expect(await write(alice, { id }, text, { client_id: 'c1' })).toEqual(first)
      expect(await counts(bob, id)).toEqual([1, 1])
    })

    test('[ROOM-2] what a deleted room mentioned goes with it', async () => {
      const { alice, bob, id } = await kitchen()
      await write(alice, { id }, `Hello @${bob.username}`)
      expect((await alice.delete(`/chat/rooms/${id}`)).status).toBe(204)
      const left = server.app.store.db.selectFrom('mentions').select('name').where('room_id', '=', id)
      expect(await left.execute()).toEqual([])
    })

    test('[I05] a text that names more people than it may is refused, and says so', async () => {
      const [alice, ...others] = await people(
        server,
        ...Array.from({ length: limits.mentions + 2 }, () => 'guest'),
      )
      if (!alice) throw new Error('nobody came')
      const { id } = await groupRoom(alice, others)
      const content = others.map(({ username }) => `@${username}`).join(' ')

      const answer = await alice.post(`/chat/rooms/${id}/messages`, { content })

      expect(refusal(answer, 'invalid').errors).toMatchObject([
        { path: 'content', code: 'too_many_mentions' },
      ])
      const page = (await alice.get(`/chat/rooms/${id}/messages`)).read(messagePage)
      expect(page.messages).toHaveLength(1)
    })
  })
}
