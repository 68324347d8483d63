import { describe, expect, test } from 'bun:test'
import { type Message, messagePage } from '#protocol/messages'
import { type Role, room, roomWithMembers } from '#protocol/rooms'
import { type Probe, people } from '../harness/probe-people'
import { groupRoom, write } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    /** A group in which alice is the owner, bob an admin and carol a member; eve is not in it. */
    async function staffedRoom() {
      const [alice, bob, carol, eve] = await people(server, 'alice', 'bob', 'carol', 'eve')
      const { id } = await groupRoom(alice, [bob, carol])
      const path = `/chat/rooms/${id}`
      expect((await alice.patch(`${path}/members/${bob.id}`, { role: 'admin' })).status).toBe(200)
      return { alice, bob, carol, eve, id, path }
    }

    async function rolesIn(person: Probe, path: string): Promise<[string, Role][]> {
      const { members } = (await person.get(path)).read(roomWithMembers)
      return members.map(({ username, role }) => [username.split('-')[0] ?? '', role])
    }

    async function newest(person: Probe, path: string): Promise<Message | undefined> {
      return (await person.get(`${path}/messages?limit=1`)).read(messagePage).messages[0]
    }

    type Cast = Awaited<ReturnType<typeof staffedRoom>>
    type Deed = (actor: Probe, cast: Cast) => ReturnType<Probe['get']>
    const deeds: [string, Deed, ('alice' | 'bob' | 'carol')[]][] = [
      ['rename', (actor, { path }) => actor.patch(path, { name: 'Cellar' }), ['alice', 'bob']],
      ['describe', (actor, { path }) => actor.patch(path, { description: 'Below' }), ['alice', 'bob']],
      [
        'add somebody',
        (actor, { path, eve }) => actor.post(`${path}/members`, { user_id: eve.id }),
        ['alice', 'bob'],
      ],
      ['delete', (actor, { path }) => actor.delete(path), ['alice']],
      [
        'make an admin',
        (actor, { path, carol }) => actor.patch(`${path}/members/${carol.id}`, { role: 'admin' }),
        ['alice'],
      ],
      [
        'hand over',
        (actor, { path, carol }) => actor.patch(`${path}/members/${carol.id}`, { role: 'owner' }),
        ['alice'],
      ],
      [
        'unmake an admin',
        (actor, { path, bob }) => actor.patch(`${path}/members/${bob.id}`, { role: 'member' }),
        ['alice'],
      ],
    ]
    test.each(deeds)(
      '[ROOM-2] [ACC-12] only those whose role allows it can %s a group',
      async (_, deed, allowed) => {
        for (const name of ['eve', 'carol', 'bob', 'alice'] as const) {
          const cast = await staffedRoom()
          const before = await rolesIn(cast.alice, cast.path)
          const entry = await newest(cast.alice, cast.path)

          const answer = await deed(cast[name], cast)

          if (name !== 'eve' && allowed.includes(name)) {
            expect([name, answer.status < 300]).toEqual([name, true])
            continue
          }
          refusal(answer, name === 'eve' ? 'not_a_member' : 'forbidden')
          expect(await rolesIn(cast.alice, cast.path)).toEqual(before)
          expect(await newest(cast.alice, cast.path)).toEqual(entry)
        }
      },
    )

    test('[ROOM-2] owners remove anyone else, admins only members, members nobody', async () => {
      const { alice, bob, carol, eve, path } = await staffedRoom()
      await alice.post(`${path}/members`, { user_id: eve.id })
      const remove = (actor: Probe, subject: Probe) => actor.delete(`${path}/members/${subject.id}`)

      refusal(await remove(carol, eve), 'forbidden')
      refusal(await remove(carol, alice), 'forbidden')
      refusal(await remove(bob, alice), 'forbidden')
      await alice.patch(`${path}/members/${carol.id}`, { role: 'admin' })
      refusal(await remove(bob, carol), 'forbidden')
      expect((await remove(bob, eve)).status).toBe(204)
      expect((await remove(alice, carol)).status).toBe(204)

      expect(await rolesIn(alice, path)).toEqual([
        ['alice', 'owner'],
        ['bob', 'admin'],
      ])
      refusal(await remove(alice, carol), 'not_found')
    })

    test('[ROOM-2] who is added hears of the room, sees its whole log, and has nothing unread', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const { id } = await groupRoom(alice)
      await write(alice, { id }, 'before')
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()

      const answer = await alice.post(`/chat/rooms/${id}/members`, { user_id: bob.id })

      expect(answer.status).toBe(201)
      expect(answer.read(room.strict())).toMatchObject({ member_count: 2, last_seq: 3 })
      const told = (await bobSocket.next('room')).data
      expect(told).toMatchObject({ id, my_role: 'member', last_seq: 3, read_seq: 2, unread_count: 0 })
      expect(told.last_message).toMatchObject({
        message_type: 'member_added',
        sender_id: alice.id,
        subject: { id: bob.id, username: bob.username },
      })
      const { messages } = (await bob.get(`/chat/rooms/${id}/messages`)).read(messagePage)
      expect(messages.map(({ seq }) => seq)).toEqual([3, 2, 1])
      await write(alice, { id }, 'after')
      expect((await bobSocket.next('message')).data.content).toBe('after')
      expect(await eveSocket.fence()).toEqual([])
    })

    test('[ROOM-2] nobody is added twice, also when two do it at once', async () => {
      const { alice, bob, eve, path } = await staffedRoom()

      const answers = await Promise.all(
        [alice, bob, alice, bob].map((actor) => actor.post(`${path}/members`, { user_id: eve.id })),
      )

      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
      for (const answer of answers.filter(({ status }) => status !== 201)) refusal(answer, 'conflict')
      expect(await rolesIn(alice, path)).toHaveLength(4)
      const unknown = await alice.post(`${path}/members`, { user_id: 'aaaaaaaaaaaaaaaa' })
      expect(refusal(unknown, 'invalid').errors?.[0]?.path).toBe('user_id')
    })

    test('[ROOM-2] handing over makes the owner an admin, in two entries of the log', async () => {
      const { alice, bob, carol, path } = await staffedRoom()
      await using socket = await carol.socket()

      const answer = await alice.patch(`${path}/members/${bob.id}`, { role: 'owner' })

      expect(answer.read(room).my_role).toBe('admin')
      const heard = [await socket.next('message'), await socket.next('message')].map(({ data }) => data)
      expect(heard.map(({ message_type, content, subject }) => [message_type, content, subject?.id])).toEqual(
        [
          ['role_changed', 'owner', bob.id],
          ['role_changed', 'admin', alice.id],
        ],
      )
      expect(await rolesIn(alice, path)).toEqual([
        ['bob', 'owner'],
        ['alice', 'admin'],
        ['carol', 'member'],
      ])
      refusal(await alice.delete(path), 'forbidden')
      expect((await bob.delete(path)).status).toBe(204)
    })

    test('[ROOM-2] a group handed to two people at once has one owner', async () => {
      const { alice, bob, carol, path } = await staffedRoom()

      await Promise.all([bob, carol].map(({ id }) => alice.patch(`${path}/members/${id}`, { role: 'owner' })))

      const roles = (await rolesIn(bob, path)).map(([, role]) => role)
      expect(roles).toEqual(['owner', 'admin', roles[2] ?? 'member'])
      expect(roles[2]).not.toBe('owner')
    })

    test('[ROOM-2] nobody changes their own role, and the same role again is no entry', async () => {
      const { alice, bob, path } = await staffedRoom()
      const entry = await newest(alice, path)
      refusal(await alice.patch(`${path}/members/${alice.id}`, { role: 'member' }), 'forbidden')
      expect((await alice.patch(`${path}/members/${bob.id}`, { role: 'admin' })).status).toBe(200)
      refusal(await alice.patch(`${path}/members/aaaaaaaaaaaaaaaa`, { role: 'admin' }), 'not_found')
      refusal(await alice.patch(`${path}/members/${bob.id}`, { role: 'king' }), 'invalid')
      expect(await newest(alice, path)).toEqual(entry)
    })

    test('[ROOM-2] who leaves is out at once, and the rest read it in the log', async () => {
      const { alice, bob, carol, eve, id, path } = await staffedRoom()
      await using socket = await carol.socket()
      await using aliceSocket = await alice.socket()
      await using eveSocket = await eve.socket()

      expect((await carol.delete(`${path}/members/${carol.id}`)).status).toBe(204)

      expect((await socket.next('room_removed')).data).toEqual({ room_id: id })
      expect((await aliceSocket.next('message')).data).toMatchObject({
        message_type: 'member_left',
        sender_id: carol.id,
        subject: null,
      })
      refusal(await carol.get(path), 'not_a_member')
      await write(bob, { id }, 'gone?')
      expect((await aliceSocket.next('message')).data.content).toBe('gone?')
      expect((await socket.fence()).filter(({ type }) => type !== 'message')).toEqual([])
      expect(await eveSocket.fence()).toEqual([])
    })

    test('[ROOM-2] an owner hands over before leaving; the last one out takes the room along', async () => {
      const { alice, bob, carol, path } = await staffedRoom()
      const leave = (person: Probe) => person.delete(`${path}/members/${person.id}`)

      refusal(await leave(alice), 'conflict')
      expect((await alice.patch(`${path}/members/${carol.id}`, { role: 'owner' })).status).toBe(200)
      expect([(await leave(alice)).status, (await leave(bob)).status]).toEqual([204, 204])
      expect(await rolesIn(carol, path)).toEqual([['carol', 'owner']])
      expect((await leave(carol)).status).toBe(204)

      refusal(await carol.get(path), 'not_a_member')
    })

    test('[ROOM-2] who comes back sees what was written in between', async () => {
      const { alice, carol, id, path } = await staffedRoom()
      await alice.delete(`${path}/members/${carol.id}`)
      await write(alice, { id }, 'in between')
      await alice.post(`${path}/members`, { user_id: carol.id })

      const { messages } = (await carol.get(`${path}/messages`)).read(messagePage)
      expect(messages.map(({ content }) => content)).toContain('in between')
      expect((await carol.get(path)).read(room).unread_count).toBe(0)
    })
  })
}
