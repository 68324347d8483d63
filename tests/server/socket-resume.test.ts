import { describe, expect, test } from 'bun:test'
import type { ServerFrame } from '#protocol/frames'
import { room } from '#protocol/rooms'
import { type Probe, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { openSocket, type ProbeSocket } from '../harness/probe-socket'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    /** A room in which alice wrote so many texts. */
    async function writtenRoom(texts: number) {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const { id } = await directRoom(alice, bob)
      for (let n = 1; n <= texts; n++) await write(alice, { id }, `${n}`)
      return { alice, bob, eve, id }
    }

    async function resume(person: Probe, cursors: Record<string, number>, epoch = server.app.history.epoch) {
      const socket = await openSocket(server, { headers: person.headers })
      socket.say({ type: 'hello', data: { version: 1, resume: { epoch, cursors } } })
      return socket
    }

    async function heardUntilSynced(socket: ProbeSocket): Promise<ServerFrame[]> {
      await socket.next('synced')
      return socket.fence()
    }

    function pages(frames: readonly ServerFrame[]) {
      return frames.flatMap((frame) => {
        if (frame.type !== 'sync') return []
        const { messages, ...rest } = frame.data
        return [{ ...rest, seqs: messages.map(({ seq }) => seq) }]
      })
    }

    test('[MSG-7] who resumes is sent what they missed, before they are told that this is all', async () => {
      const { bob, id } = await writtenRoom(5)
      await using socket = await resume(bob, { [id]: 2 })

      expect((await socket.next('welcome')).data.is_resumed).toBe(true)
      const { messages, ...rest } = (await socket.next('sync')).data
      await socket.next('synced')

      expect(rest).toEqual({ room_id: id, after: 2, to: 5, head: 5 })
      expect(messages.map(({ content }) => content)).toEqual(['3', '4', '5'])
      expect(await socket.fence()).toEqual([])
    })

    test('[MSG-7] who missed nothing is sent empty pages, one for each room', async () => {
      const { bob, id } = await writtenRoom(2)
      await using socket = await resume(bob, { [id]: 2 })
      expect(pages(await heardUntilSynced(socket))).toEqual([
        { room_id: id, after: 2, to: 2, head: 2, seqs: [] },
      ])
    })

    test('[MSG-7] who missed more than a page is told how much there is', async () => {
      const { bob, id } = await writtenRoom(103)
      await using socket = await resume(bob, { [id]: 1 })
      const [page] = pages(await heardUntilSynced(socket))
      expect(page).toMatchObject({ after: 1, to: 101, head: 103 })
      expect(page?.seqs).toEqual(Array.from({ length: 100 }, (_, n) => n + 2))
    })

    test('[MSG-7] [G09] a cursor beyond the head shows that the copy is of another log', async () => {
      const { bob, id } = await writtenRoom(3)
      await using socket = await resume(bob, { [id]: 900 })
      expect(pages(await heardUntilSynced(socket))).toEqual([
        { room_id: id, after: 900, to: 3, head: 3, seqs: [] },
      ])
    })

    test('[MSG-7] [G09] under another epoch nothing is resumed', async () => {
      const { bob, id } = await writtenRoom(3)
      await using socket = await resume(bob, { [id]: 1 }, 'another')
      const { data } = await socket.next('welcome')
      expect([data.is_resumed, data.epoch]).toEqual([false, server.app.history.epoch])
      expect(await heardUntilSynced(socket)).toEqual([])
    })

    test('[ROOM-2] a room one is not in any more, or never was, is gone, and nothing of it is sent', async () => {
      const [alice, carol] = await people(server, 'alice', 'carol')
      const left = await groupRoom(alice, [carol])
      const foreign = await groupRoom(alice)
      await alice.delete(`/chat/rooms/${left.id}/members/${carol.id}`)
      await write(alice, left, 'secret')

      await using socket = await resume(carol, { [left.id]: 1, [foreign.id]: 0, aaaaaaaaaaaaaaaa: 0 })

      await socket.next('welcome')
      const frames = await heardUntilSynced(socket)
      expect(frames.map(({ type }) => type)).toEqual(['room_removed', 'room_removed', 'room_removed'])
      expect(JSON.stringify(frames)).not.toContain('secret')
    })

    test('[MSG-7] nothing is missing between what was missed and what is heard, whenever one comes back', async () => {
      const { alice, bob, id } = await writtenRoom(1)
      for (let round = 0; round < 4; round++) {
        const from = (await alice.get(`/chat/rooms/${id}`)).read(room).last_seq
        const writing = Array.from({ length: 30 }, async (_, n) => {
          await Bun.sleep(n / 4)
          await write(alice, { id }, `${round}.${n}`)
        })
        await Bun.sleep(round * 2)
        await using socket = await resume(bob, { [id]: from })
        await Promise.all(writing)

        await socket.next('synced')
        const frames = await socket.fence()
        const live = frames.flatMap((frame) => (frame.type === 'message' ? [frame.data.seq] : []))
        const seqs = new Set([...pages(frames).flatMap((page) => page.seqs), ...live])
        expect([...seqs].toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: 30 }, (_, n) => from + n + 1),
        )
        expect(live).toEqual(live.toSorted((a, b) => a - b))
      }
    })

    const wrong: [string, unknown, string][] = [
      ['501 cursors', { epoch: 'e', cursors: cursors(501) }, 'data.resume.cursors'],
      ['a negative cursor', { epoch: 'e', cursors: { a: -1 } }, 'data.resume.cursors.a'],
      ['a cursor that is no number', { epoch: 'e', cursors: { a: '1' } }, 'data.resume.cursors.a'],
      ['a room that can be none', { epoch: 'e', cursors: { 'A B': 1 } }, 'data.resume.cursors.A B'],
      ['no epoch', { cursors: {} }, 'data.resume.epoch'],
      ['an epoch of 65 characters', { epoch: 'e'.repeat(65), cursors: {} }, 'data.resume.epoch'],
    ]
    test.each(wrong)(
      '[API-3] [G04] [G09] a hello with %s is an error, and can be said again',
      async (_, resumption, path) => {
        const [alice] = await people(server, 'alice')
        await using socket = await openSocket(server, { headers: alice.headers })

        socket.say({ type: 'hello', data: { version: 1, resume: resumption } })

        const { data } = await socket.next('error')
        expect([data.code, data.errors?.map((error) => error.path)]).toEqual(['invalid', [path]])
        socket.say({ type: 'hello', data: { version: 1 } })
        expect((await socket.next('welcome')).data.user_id).toBe(alice.id)
      },
    )

    test('[API-3] 500 cursors are answered, each by itself', async () => {
      const { bob, id } = await writtenRoom(2)
      await using socket = await resume(bob, { ...cursors(499), [id]: 0 })
      await socket.next('welcome')
      const frames = await heardUntilSynced(socket)
      expect(frames).toHaveLength(500)
      expect(pages(frames).map(({ seqs }) => seqs)).toEqual([[1, 2]])
    })
  })
}

function cursors(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`r${n}`, 0]))
}
