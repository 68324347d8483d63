import { describe, expect, test } from 'bun:test'
import { sendMessage } from '#server/domain/messages/send'
import { messagesAfter } from '#server/store/messages'
import { headOf } from '#server/store/rooms'
import { type Probe, people } from '../harness/probe-people'
import { groupRoom } from '../harness/probe-rooms'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const outsider = { id: 'nobody', username: 'nobody' }

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    function send(
      sender: { id: string; username: string },
      roomId: string,
      clientId: string,
      content = clientId,
    ) {
      return sendMessage(server.app, sender, { room_id: roomId, client_id: clientId, content })
    }

    async function log(roomId: string) {
      return messagesAfter(server.app.store, roomId, 0, 1000)
    }

    test('[MSG-2] 200 parallel sends over several rooms, some refused, leave no gap in any log', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const rooms = await Promise.all([1, 2, 3, 4].map(() => groupRoom(alice, [bob])))
      const writers: Probe[] = [alice, bob, eve]

      const outcomes = await Promise.allSettled(
        Array.from({ length: 200 }, (_, n) => {
          const writer = writers[n % writers.length] ?? alice
          return send(writer, rooms[n % rooms.length]?.id ?? '', `${alice.id}-${n}`)
        }),
      )

      const accepted = outcomes.filter(({ status }) => status === 'fulfilled').length
      expect(accepted).toBe(200 - Math.floor(200 / 3))
      let stored = 0
      for (const room of rooms) {
        const entries = await log(room.id)
        expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, position) => position + 1))
        expect(entries.some(({ sender_id }) => sender_id === eve.id)).toBe(false)
        expect(await headOf(server.app.store, room.id)).toBe(entries.length)
        stored += entries.length - 1
      }
      expect(stored).toBe(accepted)
    })

    test('[MSG-3] one client id sent 50 times at once is one message with one number', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await groupRoom(alice, [bob])

      const sent = await Promise.all(
        Array.from({ length: 50 }, () => send(alice, room.id, `same-${alice.id}`, 'Noodles?')),
      )

      expect(sent.filter(({ isDuplicate }) => !isDuplicate)).toHaveLength(1)
      expect(new Set(sent.map(({ message }) => JSON.stringify(message))).size).toBe(1)
      expect((await log(room.id)).map(({ seq, content }) => [seq, content])).toEqual([
        [1, 'Kitchen'],
        [2, 'Noodles?'],
      ])
      expect((await send(bob, room.id, 'next')).message.seq).toBe(3)
    })

    test('[MSG-3] one client id for different texts at once is one message; the others are refused', async () => {
      const [alice] = await people(server, 'alice')
      const room = await groupRoom(alice)

      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, n) => send(alice, room.id, 'same', `text ${n}`)),
      )

      const refused = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason.code] : [],
      )
      expect(refused).toEqual(Array(19).fill('conflict'))
      expect(await headOf(server.app.store, room.id)).toBe(2)
    })

    test('[MSG-3] one client id in two rooms at once is one message; the other room is left alone', async () => {
      const [alice] = await people(server, 'alice')
      const rooms = await Promise.all([groupRoom(alice), groupRoom(alice)])

      const outcomes = await Promise.allSettled(rooms.map(({ id }) => send(alice, id, 'everywhere')))

      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
      const heads = await Promise.all(rooms.map(({ id }) => headOf(server.app.store, id)))
      expect(heads.toSorted()).toEqual([1, 2])
    })

    test('[MSG-3] the same client id of two people is two messages', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await groupRoom(alice, [bob])

      const [first, second] = await Promise.all([send(alice, room.id, 'same'), send(bob, room.id, 'same')])

      expect(first.message.id).not.toBe(second.message.id)
      expect([first.message.seq, second.message.seq].toSorted()).toEqual([2, 3])
    })

    test('[MSG-2] a refused send takes no number', async () => {
      const [alice] = await people(server, 'alice')
      const room = await groupRoom(alice)

      await expect(send(outsider, room.id, 'no')).rejects.toMatchObject({ code: 'not_a_member' })
      await expect(
        sendMessage(server.app, alice, {
          room_id: room.id,
          client_id: 'reply',
          content: 'yes',
          reply_to: '999999999',
        }),
      ).rejects.toMatchObject({ code: 'invalid' })

      expect((await send(alice, room.id, 'yes')).message.seq).toBe(2)
    })
  })
}
