import { describe, expect, test } from 'bun:test'
import { message } from '#protocol/messages'
import { type Room, room, roomList, roomWithMembers } from '#protocol/rooms'
import { type Probe, people } from '../harness/probe-people'
import { groupRoom, write } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    async function roomsOf(person: Probe): Promise<Room[]> {
      return (await person.get('/chat/rooms')).read(roomList).rooms
    }

    test('[ROOM-2] who opens a group owns it, and those named are in it from the start', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()

      const answer = await alice.post('/chat/rooms', {
        room_type: 'group',
        name: 'Küche 🍜',
        description: 'What to eat',
        member_ids: [bob.id, bob.id, alice.id],
      })

      expect(answer.status).toBe(201)
      const made = answer.read(roomWithMembers.strict())
      expect(made).toMatchObject({
        ...{ room_type: 'group', name: 'Küche 🍜', description: 'What to eat', my_role: 'owner' },
        ...{ created_by: alice.id, member_count: 2, last_seq: 1, peer: null, unread_count: 0 },
      })
      expect(made.members.map(({ id, role }) => [id, role])).toEqual([
        [alice.id, 'owner'],
        [bob.id, 'member'],
      ])
      expect(made.last_message).toMatchObject({ seq: 1, message_type: 'room_created', content: 'Küche 🍜' })
      expect((await bobSocket.next('room')).data).toMatchObject({ id: made.id, my_role: 'member' })
      expect(await roomsOf(eve)).toEqual([])
      expect(await eveSocket.fence()).toEqual([])
    })

    test('[ROOM-2] a group with somebody who does not exist is not made, and says who it was', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')

      const answer = await alice.post('/chat/rooms', {
        room_type: 'group',
        name: 'Kitchen',
        member_ids: [alice.id, bob.id, bob.id, 'aaaaaaaaaaaaaaaa'],
      })

      expect(refusal(answer, 'invalid').errors?.map(({ path }) => path)).toEqual(['member_ids.3'])
      expect([await roomsOf(alice), await roomsOf(bob)]).toEqual([[], []])
    })

    test.each([
      ['no name', {}, 'name'],
      ['an empty name', { name: '' }, 'name'],
      ['a blank name', { name: ' \u00a0 ' }, 'name'],
      ['a name of 81 characters', { name: '🍜'.repeat(81) }, 'name'],
      ['a name with NUL', { name: 'a\u0000' }, 'name'],
      ['a description of 501 characters', { name: 'a', description: 'ü'.repeat(501) }, 'description'],
      ['201 members', { name: 'a', member_ids: Array(201).fill('a') }, 'member_ids'],
      ['a member that is no id', { name: 'a', member_ids: ['A B'] }, 'member_ids'],
      ['another type', { name: 'a', room_type: 'lobby' }, 'room_type'],
    ])('[ROOM-2] a group with %s is refused', async (_, wrong, field) => {
      const [alice] = await people(server, 'alice')
      const { errors } = refusal(await alice.post('/chat/rooms', { room_type: 'group', ...wrong }), 'invalid')
      expect(errors?.[0]?.path.split('.')[0]).toBe(field)
      expect(await roomsOf(alice)).toEqual([])
    })

    test('[ROOM-2] the longest name and description are accepted', async () => {
      const [alice] = await people(server, 'alice')
      const wish = { name: '🍜'.repeat(80), description: '🍜'.repeat(500) }
      const answer = await alice.post('/chat/rooms', { room_type: 'group', ...wish })
      expect(answer.read(room)).toMatchObject(wish)
    })

    test('[ROOM-2] renaming and describing are entries of the log, heard by members alone', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const { id } = await groupRoom(alice, [bob])
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()

      const answer = await alice.patch(`/chat/rooms/${id}`, { name: 'Cellar', description: 'Below' })

      expect(answer.read(room.strict())).toMatchObject({ name: 'Cellar', description: 'Below', last_seq: 3 })
      const heard = [await bobSocket.next('message'), await bobSocket.next('message')].map(({ data }) => data)
      expect(heard.map(({ seq, message_type, content }) => [seq, message_type, content])).toEqual([
        [2, 'room_renamed', 'Cellar'],
        [3, 'room_described', 'Below'],
      ])
      expect((await bob.get(`/chat/rooms/${id}`)).read(room)).toMatchObject({
        name: 'Cellar',
        unread_count: 0,
      })
      expect(await eveSocket.fence()).toEqual([])
    })

    test('[ROOM-2] a change that changes nothing is no entry', async () => {
      const [alice] = await people(server, 'alice')
      const { id } = await groupRoom(alice)
      expect((await alice.patch(`/chat/rooms/${id}`, { name: 'Kitchen' })).read(room).last_seq).toBe(1)
      refusal(await alice.patch(`/chat/rooms/${id}`, {}), 'invalid')
    })

    test('[ROOM-2] deleting a group takes it and its history from everyone, on open sockets too', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const kept = await groupRoom(alice, [bob])
      const { id } = await groupRoom(alice, [bob])
      const gone = await write(alice, { id }, 'Noodles?', { client_id: 'noodles' })
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()

      const answer = await alice.delete(`/chat/rooms/${id}`)

      expect(answer.status).toBe(204)
      expect((await bobSocket.next('room_removed')).data).toEqual({ room_id: id })
      for (const person of [alice, bob]) {
        expect((await roomsOf(person)).map((each) => each.id)).toEqual([kept.id])
        refusal(await person.get(`/chat/rooms/${id}/messages`), 'not_a_member')
      }
      const rows = await server.app.store.db
        .selectFrom('messages')
        .select('id')
        .where('room_id', '=', id)
        .execute()
      expect(rows).toEqual([])
      expect((await write(alice, kept, 'Noodles?', { client_id: 'noodles' })).id).not.toBe(gone.id)
      expect(await eveSocket.fence()).toEqual([])
    })

    test('[ROOM-2] writing while a group is deleted either precedes the end or is refused', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const { id } = await groupRoom(alice, [bob])
      const path = `/chat/rooms/${id}`

      const [deleted, ...sent] = await Promise.all([
        alice.delete(path),
        ...Array.from({ length: 20 }, (_, n) => bob.post(`${path}/messages`, { content: `${n}` })),
      ])

      expect(deleted.status).toBe(204)
      for (const answer of sent) {
        if (answer.status === 201) answer.read(message)
        else refusal(answer, 'not_a_member')
      }
      refusal(await bob.get(`${path}/messages`), 'not_a_member')
    })
  })
}
