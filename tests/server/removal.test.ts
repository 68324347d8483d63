import { describe, expect, test } from 'bun:test'
import type { ServerFrame } from '#protocol/frames'
import { messagePage } from '#protocol/messages'
import { catchUp } from '#server/domain/messages/catch-up'
import { readHistory } from '#server/domain/messages/history'
import { sendMessage } from '#server/domain/messages/send'
import { addMember, removeMember } from '#server/domain/rooms/members'
import { type Probe, people } from '../harness/probe-people'
import { groupRoom, write } from '../harness/probe-rooms'
import { openSocket } from '../harness/probe-socket'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const refused = 4403

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine, settings: { 'limits.sockets_per_person': 30 } })

    /** Numbers of a room's entries among frames, pages of catching up included. */
    function numbers(frames: readonly ServerFrame[], roomId: string): number[] {
      return frames.flatMap((frame) => {
        if (frame.type === 'message' && frame.data.room_id === roomId) return [frame.data.seq]
        if (frame.type === 'sync' && frame.data.room_id === roomId)
          return frame.data.messages.map(({ seq }) => seq)
        return []
      })
    }

    async function removalOf(person: Probe, reader: Probe, roomId: string): Promise<number> {
      const { messages } = (await reader.get(`/chat/rooms/${roomId}/messages?limit=100`)).read(messagePage)
      const entry = messages.find(
        ({ message_type, subject }) => message_type === 'member_removed' && subject?.id === person.id,
      )
      return entry?.seq ?? 0
    }

    test('[ROOM-2] the removed hear nothing numbered after their removal, however fast others write', async () => {
      const [alice, bob, carol, eve] = await people(server, 'alice', 'bob', 'carol', 'eve')
      for (let round = 0; round < 4; round++) {
        const { id } = await groupRoom(alice, [bob, carol])
        await using carolSocket = await carol.socket()
        await using bobSocket = await bob.socket()
        await using eveSocket = await eve.socket()

        const writing = Array.from({ length: 40 }, (_, n) => write(n % 2 === 0 ? alice : bob, { id }, `${n}`))
        const removing = writing[round * 8]?.then(() => alice.delete(`/chat/rooms/${id}/members/${carol.id}`))
        await Promise.all([...writing, removing])

        const removedAt = await removalOf(carol, alice, id)
        const heard = await carolSocket.fence()
        const upToRemoval = Array.from({ length: removedAt - 1 }, (_, n) => n + 2)
        expect(numbers(heard, id)).toEqual(upToRemoval)
        expect(heard.at(-1)).toEqual({ type: 'room_removed', data: { room_id: id } })
        expect(numbers(await bobSocket.fence(), id)).toHaveLength(41)
        expect(await eveSocket.fence()).toEqual([])
      }
    })

    test('[ROOM-2] the removed fetch nothing written after their removal, however fast they ask', async () => {
      const { app } = server
      const [alice, carol] = await people(server, 'alice', 'carol')
      for (let round = 0; round < 25; round++) {
        const { id } = await groupRoom(alice, [carol])
        const secret = { room_id: id, client_id: `secret-${round}`, content: 'secret' }
        const writing = removeMember(app, alice, id, carol.id).then(() => sendMessage(app, alice, secret))

        const reading = Array.from({ length: 24 }, async (_, n) => {
          await Bun.sleep(n / 6)
          return n % 2 === 0 ? catchUp(app, carol, id, 0) : readHistory(app, carol, id, { limit: 50 })
        })

        for (const read of await Promise.allSettled(reading)) {
          if (read.status === 'rejected') expect(read.reason).toMatchObject({ code: 'not_a_member' })
          else expect(read.value.messages.map(({ content }) => content)).not.toContain('secret')
        }
        await writing
      }
    })

    test('[ROOM-2] after removal every way to the room is closed', async () => {
      const [alice, carol] = await people(server, 'alice', 'carol')
      const { id } = await groupRoom(alice, [carol])
      await using socket = await carol.socket()
      await alice.delete(`/chat/rooms/${id}/members/${carol.id}`)
      await socket.next('room_removed')

      socket.say({ type: 'sync', data: { room_id: id, after: 0 }, ref: 1 })
      socket.say({ type: 'send', data: { room_id: id, client_id: 'c', content: 'hi' }, ref: 2 })
      socket.say({ type: 'read', data: { room_id: id, seq: 1 }, ref: 3 })

      for (const ref of [1, 2, 3]) {
        expect(await socket.next('error')).toMatchObject({
          ref,
          data: { code: 'not_a_member', retry: false },
        })
      }
      const path = `/chat/rooms/${id}`
      for (const answer of [
        await carol.get(path),
        await carol.get(`${path}/messages`),
        await carol.post(`${path}/messages`, { content: 'hi' }),
        await carol.post(`${path}/read`, { seq: 1 }),
      ]) {
        refusal(answer, 'not_a_member')
      }
      expect((await carol.get('/chat/rooms')).text).toBe('{"rooms":[],"people":[]}')
    })

    test('[ROOM-2] a socket of one room is closed when its person is removed from it', async () => {
      const [alice, bob, carol] = await people(server, 'alice', 'bob', 'carol')
      const { id } = await groupRoom(alice, [bob, carol])
      const [carolSocket, bobSocket] = await Promise.all(
        [carol, bob].map(({ token }) => openSocket(server, { path: `/ws/chat/${id}?token=${token}` })),
      )
      await Promise.all([carolSocket?.next('synced'), bobSocket?.next('synced')])

      await alice.delete(`/chat/rooms/${id}/members/${carol.id}`)

      expect((await carolSocket?.closed)?.code).toBe(refused)
      expect((await bobSocket?.next('message'))?.data.message_type).toBe('member_removed')
      await bobSocket?.[Symbol.asyncDispose]()
    })

    test('[ROOM-2] a socket that says hello while its person is removed hears nothing after', async () => {
      const [alice, carol] = await people(server, 'alice', 'carol')
      for (let round = 0; round < 3; round++) {
        const { id } = await groupRoom(alice, [carol])
        const sockets = await Promise.all(
          Array.from({ length: 20 }, () => openSocket(server, { headers: carol.headers })),
        )

        const greeting = sockets.map(async (socket, n) => {
          await Bun.sleep(n / 4)
          socket.say({ type: 'hello', data: { version: 1 } })
        })
        await Bun.sleep(2)
        await removeMember(server.app, alice, id, carol.id)
        await write(alice, { id }, 'secret')
        await Promise.all(greeting)

        for (const socket of sockets) {
          expect(JSON.stringify(await socket.fence())).not.toContain('secret')
          await socket[Symbol.asyncDispose]()
        }
      }
    })

    test('[ROOM-2] who is taken out and put back many times hears all that is written while they are in', async () => {
      const [alice, carol] = await people(server, 'alice', 'carol')
      const { id } = await groupRoom(alice)
      await using socket = await carol.socket()

      for (let round = 0; round < 5; round++) {
        await addMember(server.app, alice, id, carol.id)
        await write(alice, { id }, `in ${round}`)
        await removeMember(server.app, alice, id, carol.id)
        await write(alice, { id }, `out ${round}`)
      }

      const texts = (await socket.fence()).flatMap((frame) =>
        frame.type === 'message' && frame.data.message_type === 'text' ? [frame.data.content] : [],
      )
      expect(texts).toEqual(['in 0', 'in 1', 'in 2', 'in 3', 'in 4'])
    })
  })
}
