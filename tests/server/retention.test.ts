import { afterEach, describe, expect, setSystemTime, test } from 'bun:test'
import { messageVersions } from '#protocol/admin'
import { exported } from '#protocol/exports'
import { message, messagePage } from '#protocol/messages'
import { roomList } from '#protocol/rooms'
import { foundMessages } from '#protocol/search/query'
import { purgeNow } from '#server/domain/messages/purge'
import { databaseState } from '../harness/database-state'
import { type Probe, password, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { personAs } from '../harness/roles'
import { engines, startServer, type TestServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'
import { getFile, picture, uploaded } from '../harness/uploads'

const keptMs = 7 * 24 * 60 * 60 * 1000

afterEach(() => {
  setSystemTime()
})

/** Lets a message have been born at this moment. */
async function age({ app }: TestServer, { id }: { id: string }, bornAt: number): Promise<void> {
  await app.store.transaction((tx) =>
    tx.db.updateTable('messages').set({ created_at: bornAt }).where('id', '=', Number(id)).execute(),
  )
}

async function history(reader: Probe, { id }: { id: string }, query = '') {
  return (await reader.get(`/chat/rooms/${id}/messages${query}`)).read(messagePage)
}

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine, settings: { 'retention.days': 7 } })

    test('[O04] [K02] a file goes with its message: at once from those who could see it, then from where it lies', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await groupRoom(alice, [bob])
      const file = await uploaded(alice, picture)
      const attachments = [{ file_id: file.id }]
      const sent = await alice.post(`/chat/rooms/${room.id}/messages`, { content: '', attachments })
      const { id } = sent.read(message)
      await write(alice, room, 'and on')
      expect((await getFile(server, bob, file.id)).status).toBe(200)

      const now = Date.now()
      setSystemTime(new Date(now))
      await age(server, { id }, now - keptMs)
      setSystemTime(new Date(now + 1))
      for (const person of [alice, bob]) expect((await getFile(server, person, file.id)).status).toBe(404)
      expect(await server.app.storage.open(file.id)).not.toBeNull()

      await purgeNow(server.app)
      server.app.removal.wake()
      while ((await server.app.storage.open(file.id)) !== null) await Bun.sleep(10)
      for (const person of [alice, bob]) expect((await getFile(server, person, file.id)).status).toBe(404)
    })

    test('[O04] what is a millisecond past its time is shown nowhere, what is not is shown everywhere', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const owner = await personAs(server, 'owner', 'owner')
      const room = await groupRoom(alice, [bob])
      const last = await write(alice, room, `@${bob.username} saffron before`)
      await alice.patch(`/chat/rooms/${room.id}/messages/${last.id}`, {
        content: `@${bob.username} saffron then`,
      })
      const first = await write(alice, room, `@${bob.username} saffron after`)
      const reply = await write(bob, room, 'an answer', { reply_to: last.id })
      const now = Date.now()
      setSystemTime(new Date(now))
      await age(server, last, now - keptMs)
      await age(server, first, now - keptMs + 1)

      const whole = await history(bob, room)
      expect(whole.messages.map(({ id }) => id)).toContain(last.id)
      expect(whole.has_older).toBe(false)
      setSystemTime(new Date(now + 1))

      const page = await history(bob, room, '?limit=2')
      expect(page.messages.map(({ id }) => id)).toEqual([reply.id, first.id])
      expect(page.messages[0]?.reply_to).toMatchObject({ id: last.id, preview: '' })
      expect(page.has_older).toBe(true)
      const [unread] = (await bob.get('/chat/rooms')).read(roomList).rooms.filter(({ id }) => id === room.id)
      expect(unread?.unread_count).toBe(1)
      const found = (await bob.get('/chat/search?query=saffron')).read(foundMessages).messages
      expect(found.map(({ id }) => id)).toEqual([first.id])
      const path = `/chat/rooms/${room.id}/messages/${last.id}`
      refusal(await alice.get(`${path}/receipts`), 'not_found')
      refusal(await alice.patch(path, { content: 'still there?' }), 'not_found')
      refusal(await alice.delete(path), 'not_found')
      refusal(
        await bob.post(`/chat/rooms/${room.id}/messages`, { content: 'a', reply_to: last.id }),
        'invalid',
      )
      const versions = await owner.get(`/admin/messages/${last.id}/versions`)
      expect(versions.read(messageVersions).versions).toEqual([])
      const file = await alice.post('/auth/me/export', { password })
      expect(file.read(exported).texts.map(({ id }) => id)).toEqual([first.id])
      await using socket = await bob.socket()
      socket.say({ type: 'sync', data: { room_id: room.id, after: 0 } })
      const sync = (await socket.next('sync')).data
      expect(sync.messages.map(({ id }) => id)).not.toContain(last.id)
      expect(sync.to).toBe(sync.head)
      expect(JSON.stringify(sync)).not.toContain('saffron then')
    })

    test('[O04] unread texts and mentions that are past their time are not counted', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await groupRoom(alice, [bob])
      const old = await write(alice, room, `@${bob.username} long ago`)
      await write(alice, room, `@${bob.username} just now`)
      const counts = async () => {
        const rooms = (await bob.get('/chat/rooms')).read(roomList).rooms
        return rooms.filter(({ id }) => id === room.id).map((own) => [own.unread_count, own.mention_count])
      }
      expect(await counts()).toEqual([[2, 2]])
      await age(server, old, Date.now() - keptMs - 1)
      expect(await counts()).toEqual([[1, 1]])
    })

    test('[O04] purging removes what is past its time with all that belongs to it, and nothing else', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      const old = await write(alice, room, `@${bob.username} turmeric once`)
      await alice.patch(`/chat/rooms/${room.id}/messages/${old.id}`, {
        content: `@${bob.username} turmeric twice`,
      })
      const kept = await write(bob, room, 'cardamom', { reply_to: old.id })
      await age(server, old, Date.now() - keptMs - 1)
      const before = await history(alice, room)

      expect(await purgeNow(server.app)).toBeGreaterThanOrEqual(1)

      const state = await databaseState(server.app.store)
      expect(state).not.toContain('turmeric')
      expect(state).toContain('cardamom')
      for (const table of ['message_versions', 'mentions'] as const) {
        const rows = await server.app.store.db
          .selectFrom(table)
          .select('message_id')
          .where('message_id', '=', Number(old.id))
          .execute()
        expect([table, rows]).toEqual([table, []])
      }
      const after = await history(alice, room)
      expect(after.messages.map(({ id, seq }) => [id, seq])).toEqual([[kept.id, kept.seq]])
      expect([after.head, after.has_older]).toEqual([before.head, false])
      expect((await write(alice, room, 'next')).seq).toBe(before.head + 1)
      expect(await purgeNow(server.app)).toBe(0)
      const noted = await server.app.store.db
        .selectFrom('audit_log')
        .select('details')
        .where('event', '=', 'messages_purged')
        .execute()
      expect(noted.length).toBeGreaterThanOrEqual(1)
    })

    test('[O04] texts that are sent while others are purged take the next numbers without a gap', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await groupRoom(alice, [bob])
      for (let n = 0; n < 20; n++) await age(server, await write(bob, room, `old ${n}`), 1000 + n)
      const { head } = await history(alice, room)
      await using socket = await bob.socket()

      const [, ...sent] = await Promise.all([
        purgeNow(server.app),
        ...Array.from({ length: 20 }, (_, n) => write(alice, room, `new ${n}`)),
      ])

      const seqs = sent.map(({ seq }) => seq).toSorted((one, other) => one - other)
      expect(seqs).toEqual(Array.from({ length: 20 }, (_, n) => head + 1 + n))
      const heard = (await socket.fence()).flatMap((frame) =>
        frame.type === 'message' ? [frame.data.seq] : [],
      )
      expect(heard).toEqual(seqs)
      const texts = (await history(bob, room)).messages.filter(({ message_type }) => message_type === 'text')
      expect(texts).toHaveLength(20)
    })

    test('[O04] when all of it is gone the next text takes a new number and a new id, and clients go on', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      const old = await write(alice, room, 'the last of all')
      await server.app.store.transaction((tx) =>
        tx.db.updateTable('messages').set({ created_at: 1 }).execute(),
      )
      expect(await purgeNow(server.app)).toBeGreaterThanOrEqual(1)
      expect(await purgeNow(server.app)).toBe(0)
      expect(await databaseState(server.app.store)).not.toContain('the last of all')
      expect(await history(bob, room)).toEqual({
        messages: [],
        has_older: false,
        has_newer: false,
        head: old.seq,
      })
      const { epoch } = server.app.history

      await server.stop()
      await server.start()

      expect(server.app.history.epoch).toBe(epoch)
      const [carol] = await people(server, 'carol')
      const next = await write(carol, await directRoom(carol, bob), 'a new one')
      expect(Number(next.id)).toBeGreaterThan(Number(old.id))
    })
  })
}

test.each(engines)(
  '[O04] on %s a server that starts purges by itself',
  async (engine) => {
    await using server = await startServer({ engine })
    const [alice] = await people(server, 'alice')
    const room = await groupRoom(alice)
    await age(server, await write(alice, room, 'saffron'), 1000)
    await write(alice, room, 'kept')
    expect((await history(alice, room)).messages).toHaveLength(3)

    await server.stop()
    await server.start({ 'retention.days': 1 })
    while ((await databaseState(server.app.store)).includes('saffron')) await Bun.sleep(20)

    expect((await history(alice, room)).messages.map(({ content }) => content)).toEqual(['kept', 'Kitchen'])
  },
  30_000,
)
