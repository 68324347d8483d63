import { describe, expect, test } from 'bun:test'
import { type Draft, draft, draftList } from '#protocol/drafts'
import { limits } from '#protocol/limits'
import { deleteAccount } from '#server/domain/accounts/delete'
import { anotherDevice, type Probe, people } from '../harness/probe-people'
import { directRoom, groupRoom } from '../harness/probe-rooms'
import { refusal, request } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    const past = (ago: number) => new Date(Date.now() - ago).toISOString()

    async function keep(person: Probe, room: { id: string }, content: string, written_at = past(0)) {
      const answer = await person.post(`/chat/rooms/${room.id}/draft`, { content, written_at })
      return answer.read(draft.strict())
    }

    async function draftsOf(person: Probe): Promise<Draft[]> {
      return (await person.get('/chat/drafts')).read(draftList.strict()).drafts
    }

    const storedDrafts = () => server.app.store.db.selectFrom('drafts').selectAll().execute()

    test('[UI-2] [D31] what one begins to write is heard on all their devices, and by nobody else', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const room = await directRoom(alice, bob)
      await using laptop = await alice.socket()
      const phone = await anotherDevice(server, alice)
      await using phoneSocket = await phone.socket()
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()

      const kept = await keep(alice, room, '  Dear bob,\n')

      expect(kept).toMatchObject({ room_id: room.id, content: '  Dear bob,\n' })
      const heard = [{ type: 'draft' as const, data: kept }]
      expect(await laptop.fence()).toEqual(heard)
      expect(await phoneSocket.fence()).toEqual(heard)
      expect(await bobSocket.fence()).toEqual([])
      expect(await eveSocket.fence()).toEqual([])
      expect(await draftsOf(phone)).toEqual([kept])
      expect(await draftsOf(bob)).toEqual([])
      expect(await draftsOf(eve)).toEqual([])
    })

    test('[UI-2] [D31] a socket of one room hears nothing of drafts', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      await using scoped = await alice.socket(`/ws/chat/${room.id}`)
      await keep(alice, room, 'Not for programs')
      expect(await scoped.fence()).toEqual([])
    })

    test('[UI-2] [D31] the draft written later counts, whichever arrives first, also when it was emptied', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      await using socket = await alice.socket()
      const newer = await keep(alice, room, 'newer', past(1000))
      await socket.next('draft')

      expect(await keep(alice, room, 'older', past(2000))).toEqual(newer)
      expect(await socket.fence()).toEqual([])

      const emptied = await keep(alice, room, '')
      expect(await keep(alice, room, 'late', past(500_000))).toEqual(emptied)
      expect(await draftsOf(alice)).toEqual([emptied])
    })

    test('[UI-2] [D31] a clock that is ahead counts as right now, so that others can go on', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      const kept = await keep(alice, room, 'from the future', past(-3_600_000))
      expect(Date.parse(kept.written_at)).toBeLessThanOrEqual(Date.now())
      const later = new Date(Date.parse(kept.written_at) + 1).toISOString()
      expect(await keep(alice, room, 'right now', later)).toMatchObject({ content: 'right now' })
    })

    test('[UI-2] [D10] only members keep drafts, and what makes no sense changes nothing', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const room = await directRoom(alice, bob)
      const path = `/chat/rooms/${room.id}/draft`
      const json = { content: 'x', written_at: past(0) }
      refusal(await eve.post(path, json), 'not_a_member')
      refusal(await alice.post('/chat/rooms/nowhere/draft', json), 'not_a_member')
      refusal(await request(server, 'POST', path, { json }), 'unauthenticated')
      refusal(await request(server, 'GET', '/chat/drafts'), 'unauthenticated')
      for (const wrong of [
        { ...json, content: 'x'.repeat(limits.messageCharacters + 1) },
        { ...json, content: 'a\u0000b' },
        { ...json, written_at: 'yesterday' },
        { ...json, for: bob.id },
        { content: 'x' },
      ])
        refusal(await alice.post(path, wrong), 'invalid')
      expect(await draftsOf(alice)).toEqual([])
      expect(await keep(alice, room, '🙂'.repeat(limits.messageCharacters))).toMatchObject({
        room_id: room.id,
      })
    })

    test('[UI-2] [ROOM-2] who leaves or is removed keeps no draft of that room, also when they come back', async () => {
      const [alice, bob, carol] = await people(server, 'alice', 'bob', 'carol')
      const group = await groupRoom(alice, [bob, carol])
      const other = await directRoom(alice, bob)
      await keep(bob, group, 'gone with me')
      await keep(bob, other, 'stays')
      await keep(carol, group, 'gone as well')

      await bob.delete(`/chat/rooms/${group.id}/members/${bob.id}`)
      await alice.delete(`/chat/rooms/${group.id}/members/${carol.id}`)
      expect(await draftsOf(bob)).toMatchObject([{ room_id: other.id, content: 'stays' }])
      await alice.post(`/chat/rooms/${group.id}/members`, { user_id: carol.id })
      expect(await draftsOf(carol)).toEqual([])
    })

    test('[ACC-10] nothing somebody had begun to write is left of their account', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const [group, room] = [await groupRoom(bob, [alice]), await directRoom(alice, bob)]
      await bob.post(`/chat/rooms/${room.id}/messages`, { content: 'Hello' })
      for (const one of [group, room]) await keep(alice, one, 'unsaid')
      const bobs = await keep(bob, room, 'said by bob')

      await server.app.store.transaction((tx) => deleteAccount(server.app, tx, alice.id))

      expect((await storedDrafts()).filter(({ account_id }) => account_id === alice.id)).toEqual([])
      expect(await draftsOf(bob)).toEqual([bobs])
    })
  })
}
