import { describe, expect, test } from 'bun:test'
import { messagePage } from '#protocol/messages'
import { type Room, room, roomList, roomWithMembers } from '#protocol/rooms'
import { type Probe, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines, startServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    async function roomsOf(person: Probe): Promise<Room[]> {
      return (await person.get('/chat/rooms')).read(roomList).rooms
    }

    function open(person: Probe, peer: { id: string }) {
      return person.post('/chat/rooms', { room_type: 'direct', member_ids: [peer.id] })
    }

    test('[ROOM-1] a direct room has two members, no name, and the other person as its peer', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')

      const answer = await open(alice, bob)

      expect(answer.status).toBe(201)
      expect(answer.read(roomWithMembers.strict())).toMatchObject({
        room_type: 'direct',
        name: null,
        created_by: alice.id,
        last_seq: 0,
        last_message: null,
        peer: { id: bob.id, username: bob.username },
        member_count: 2,
        my_role: 'member',
        unread_count: 0,
      })
      const members = answer.read(roomWithMembers).members.map(({ id, role }) => [id, role])
      expect(members).toEqual([
        [alice.id, 'member'],
        [bob.id, 'member'],
      ])
    })

    test('[ROOM-1] whoever starts it again gets the same room, from their own side', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const { id } = await directRoom(alice, bob)

      const again = await open(alice, bob)
      const back = await open(bob, alice)

      expect([again.status, back.status]).toEqual([200, 200])
      expect([again.read(room).id, back.read(room).id]).toEqual([id, id])
      expect(back.read(room).peer).toEqual({
        id: alice.id,
        username: alice.username,
        display_name: null,
        color: null,
      })
    })

    test('[ROOM-1] when both start it at once, many times, there is one room', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')

      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? open(alice, bob) : open(bob, alice))),
      )

      expect(new Set(answers.map((answer) => answer.read(room).id)).size).toBe(1)
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
      const stored = await server.app.store.db
        .selectFrom('members')
        .select('room_id')
        .where('account_id', '=', alice.id)
        .execute()
      expect(stored).toHaveLength(1)
    })

    test('[ROOM-1] nobody has a direct room with themselves, with nobody, or with two', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const attempts: [string[], string][] = [
        [[alice.id], 'member_ids.0'],
        [['aaaaaaaaaaaaaaaa'], 'member_ids.0'],
        [[], 'member_ids'],
        [[bob.id, eve.id], 'member_ids'],
      ]
      for (const [member_ids, path] of attempts) {
        const { errors } = refusal(
          await alice.post('/chat/rooms', { room_type: 'direct', member_ids }),
          'invalid',
        )
        expect(errors?.map((error) => error.path)).toEqual([path])
      }
      expect(await roomsOf(alice)).toEqual([])
    })

    test('[ROOM-1] what belongs to groups is refused in a direct room, even to the two in it', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const { id } = await directRoom(alice, bob)
      const path = `/chat/rooms/${id}`

      refusal(await alice.patch(path, { name: 'Us' }), 'forbidden')
      refusal(await alice.delete(path), 'forbidden')
      refusal(await alice.post(`${path}/members`, { user_id: eve.id }), 'forbidden')
      refusal(await alice.delete(`${path}/members/${bob.id}`), 'forbidden')
      refusal(await alice.delete(`${path}/members/${alice.id}`), 'forbidden')
      refusal(await alice.patch(`${path}/members/${bob.id}`, { role: 'owner' }), 'forbidden')
      refusal(await eve.get(path), 'not_a_member')
      expect((await alice.get(path)).read(roomWithMembers).members).toHaveLength(2)
    })

    test('[ROOM-3] an empty direct room bothers nobody but who opened it, until the first message', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()
      const { id } = await directRoom(alice, bob)

      expect((await roomsOf(alice)).map((each) => each.id)).toEqual([id])
      expect(await roomsOf(bob)).toEqual([])
      expect(await bobSocket.fence()).toEqual([])

      await write(alice, { id }, 'Noodles?')
      expect((await roomsOf(bob)).map((each) => [each.id, each.unread_count])).toEqual([[id, 1]])
      expect((await bobSocket.next('message')).data.content).toBe('Noodles?')
      expect(await roomsOf(eve)).toEqual([])
      expect(await eveSocket.fence()).toEqual([])
    })

    test('[ROOM-3] who looks up somebody that has opened an empty direct room with them has it in their list as well', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const { id } = await directRoom(alice, bob)
      await using aliceSocket = await alice.socket()
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()

      const answers = await Promise.all([open(bob, alice), open(bob, alice)])

      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      expect((await roomsOf(bob)).map((each) => each.id)).toEqual([id])
      const { data } = await bobSocket.next('room')
      expect([data.id, data.peer?.id]).toEqual([id, alice.id])
      expect(await bobSocket.fence()).toEqual([])
      expect(await aliceSocket.fence()).toEqual([])
      expect(await eveSocket.fence()).toEqual([])
    })

    test('[ROOM-3] rooms come with the newest activity first, a preview, and what is unread', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const first = await groupRoom(alice, [bob])
      const second = await directRoom(alice, bob)
      const third = await groupRoom(bob, [alice])
      await write(bob, second, 'one')
      await write(bob, first, 'two')
      await write(bob, first, 'three')
      await write(alice, first, 'four')

      const rooms = await roomsOf(alice)

      expect(
        rooms.map(({ id, last_message, unread_count, last_seq }) => [
          id,
          last_message?.content,
          unread_count,
          last_seq,
        ]),
      ).toEqual([
        [first.id, 'four', 2, 4],
        [second.id, 'one', 1, 1],
        [third.id, 'Kitchen', 0, 1],
      ])
      expect(rooms[0]?.last_message).toMatchObject({
        seq: 4,
        sender_username: alice.username,
        message_type: 'text',
      })
      const activity = rooms.map(({ last_activity_at }) => last_activity_at)
      expect(activity.toSorted().reverse()).toEqual(activity)
      const page = (await alice.get(`/chat/rooms/${first.id}/messages?limit=1`)).read(messagePage)
      expect(page.messages).toEqual(
        [rooms[0]?.last_message].filter((entry) => entry !== undefined && entry !== null),
      )
      expect(await roomsOf(eve)).toEqual([])
    })
  })
}

describe('policies', () => {
  test('[ROOM-1] where groups are off, nobody opens one', async () => {
    await using server = await startServer({ settings: { profile: 'private' } })
    const [alice, bob] = await people(server, 'alice', 'bob')
    refusal(await alice.post('/chat/rooms', { room_type: 'group', name: 'Kitchen' }), 'policy_disabled')
    expect((await directRoom(alice, bob)).member_count).toBe(2)
  })

  test('[ROOM-1] where direct rooms are off, nobody opens one, and nobody is found where there is no directory', async () => {
    await using server = await startServer({ settings: { profile: 'wall' } })
    const [alice, bob] = await people(server, 'alice', 'bob')
    refusal(await alice.post('/chat/rooms', { room_type: 'direct', member_ids: [bob.id] }), 'policy_disabled')
    refusal(await alice.get('/users?query=bob'), 'policy_disabled')
  })
})
