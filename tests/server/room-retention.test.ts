import { afterEach, describe, expect, setSystemTime, test } from 'bun:test'
import { messageVersions } from '#protocol/admin'
import { exported } from '#protocol/exports'
import { message, messagePage } from '#protocol/messages'
import { type Room, roomList, room as roomSchema } from '#protocol/rooms'
import { foundMessages } from '#protocol/search/query'
import { purgeNow } from '#server/domain/messages/purge'
import { databaseState } from '../harness/database-state'
import { type Probe, password, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { personAs } from '../harness/roles'
import { engines, type TestServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'
import { getFile, picture, uploaded } from '../harness/uploads'

const dayMs = 24 * 60 * 60 * 1000

afterEach(() => {
  setSystemTime()
})

/** Lets a message have been born at this moment. */
async function age({ app }: TestServer, { id }: { id: string }, bornAt: number): Promise<void> {
  await app.store.transaction((tx) =>
    tx.db.updateTable('messages').set({ created_at: bornAt }).where('id', '=', Number(id)).execute(),
  )
}

async function keepFor(person: Probe, { id }: { id: string }, retention_days: number | null): Promise<Room> {
  return (await person.patch(`/chat/rooms/${id}`, { retention_days })).read(roomSchema)
}

async function texts(reader: Probe, { id }: { id: string }): Promise<string[]> {
  const { messages } = (await reader.get(`/chat/rooms/${id}/messages`)).read(messagePage)
  return messages.filter(({ message_type }) => message_type === 'text').map(({ content }) => content)
}

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine, settings: { 'retention.days': 30 } })

    test('[MSG-12] [D38] owner and admins choose how long a room keeps its messages, and its members are told', async () => {
      const [alice, bob, carol, eve] = await people(server, 'alice', 'bob', 'carol', 'eve')
      const room = await groupRoom(alice, [bob, carol])
      await alice.patch(`/chat/rooms/${room.id}/members/${carol.id}`, { role: 'admin' })
      await using hearing = await bob.socket()
      await using outside = await eve.socket()

      expect((await keepFor(alice, room, 7)).retention_days).toBe(7)
      expect((await keepFor(alice, room, 7)).retention_days).toBe(7)
      expect((await keepFor(carol, room, null)).retention_days).toBeNull()
      const told = (await hearing.fence()).flatMap((frame) =>
        frame.type === 'message' ? [[frame.data.message_type, frame.data.sender_id, frame.data.content]] : [],
      )
      expect(told).toEqual([
        ['room_retention', alice.id, '7'],
        ['room_retention', carol.id, ''],
      ])
      expect((await outside.fence()).filter(({ type }) => type === 'message')).toEqual([])
      const noted = await server.app.store.db
        .selectFrom('audit_log')
        .select(['account_id', 'details'])
        .where('event', '=', 'room_retention_changed')
        .orderBy('id')
        .execute()
      expect(noted.map(({ account_id, details }) => [account_id, JSON.parse(details)])).toEqual([
        [alice.id, { room_id: room.id, days: 7 }],
        [carol.id, { room_id: room.id }],
      ])
    })

    test('[MSG-12] nobody else chooses it, no room keeps messages longer than the server, and a refusal changes nothing', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const room = await groupRoom(alice, [bob])
      const direct = await directRoom(alice, bob)
      const path = `/chat/rooms/${room.id}`
      refusal(await bob.patch(path, { retention_days: 1 }), 'forbidden')
      refusal(await eve.patch(path, { retention_days: 1 }), 'not_a_member')
      refusal(await alice.patch(`/chat/rooms/${direct.id}`, { retention_days: 1 }), 'forbidden')
      for (const retention_days of [0, -1, 2, 1.5, '7', 90, 365, {}]) {
        refusal(await alice.patch(path, { name: 'Cellar', retention_days }), 'invalid')
      }
      refusal(await alice.patch(path, {}), 'invalid')
      const after = (await alice.get(path)).read(roomSchema)
      expect([after.name, after.retention_days, after.last_seq]).toEqual(['Kitchen', null, 1])
    })

    test('[MSG-12] [D38] what is a millisecond past the time of its room is shown nowhere, in other rooms all is as ever', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const owner = await personAs(server, 'owner', 'owner')
      const [room, other] = [await groupRoom(alice, [bob]), await groupRoom(alice, [bob])]
      const file = await uploaded(alice, picture)
      const sent = await alice.post(`/chat/rooms/${room.id}/messages`, {
        content: 'saffron then',
        attachments: [{ file_id: file.id }],
      })
      const old = sent.read(message)
      const path = `/chat/rooms/${room.id}/messages/${old.id}`
      await alice.call('PUT', `${path}/reactions/${encodeURIComponent('👍')}`)
      await alice.patch(path, { content: `@${bob.username} saffron before` })
      const reply = await write(bob, room, 'an answer', { reply_to: old.id })
      const elsewhere = await write(alice, other, 'saffron elsewhere')
      await keepFor(alice, room, 7)
      const now = Date.now()
      setSystemTime(new Date(now))
      for (const entry of [old, elsewhere]) await age(server, entry, now - 7 * dayMs)
      expect(await texts(bob, room)).toEqual(['an answer', `@${bob.username} saffron before`])
      expect((await getFile(server, bob, file.id)).status).toBe(200)
      setSystemTime(new Date(now + 1))

      expect(await texts(bob, room)).toEqual(['an answer'])
      expect(await texts(bob, other)).toEqual(['saffron elsewhere'])
      const page = (await bob.get(`/chat/rooms/${room.id}/messages?around=${reply.seq}`)).read(messagePage)
      const answer = page.messages.find(({ id }) => id === reply.id)
      expect(answer?.reply_to).toMatchObject({ id: old.id, preview: '', files: [] })
      const { rooms } = (await bob.get('/chat/rooms')).read(roomList)
      const counts = new Map(rooms.map((own) => [own.id, [own.unread_count, own.mention_count]]))
      expect([counts.get(room.id), counts.get(other.id)]).toEqual([
        [0, 0],
        [1, 0],
      ])
      const read = await bob.post(`/chat/rooms/${room.id}/read`, { seq: 1 })
      expect(read.text).toContain('"unread_count":0')
      const found = (await bob.get('/chat/search?query=saffron')).read(foundMessages).messages
      expect(found.map(({ id }) => id)).toEqual([elsewhere.id])
      for (const person of [alice, bob]) expect((await getFile(server, person, file.id)).status).toBe(404)
      refusal(await alice.get(`${path}/receipts`), 'not_found')
      refusal(await alice.patch(path, { content: 'still there?' }), 'not_found')
      refusal(await alice.delete(path), 'not_found')
      refusal(
        await bob.post(`/chat/rooms/${room.id}/messages`, { content: 'a', reply_to: old.id }),
        'invalid',
      )
      const versions = await owner.get(`/admin/messages/${old.id}/versions`)
      expect(versions.read(messageVersions).versions).toEqual([])
      const own = await alice.post('/auth/me/export', { password })
      expect(own.read(exported).texts.map(({ id }) => id)).toEqual([elsewhere.id])
      expect(own.text).not.toContain('👍')
      await using socket = await bob.socket()
      socket.say({ type: 'sync', data: { room_id: room.id, after: 0 } })
      const sync = (await socket.next('sync')).data
      expect(sync.messages.map(({ id }) => id)).not.toContain(old.id)
      expect(sync.to).toBe(sync.head)
      expect(JSON.stringify(sync)).not.toContain('saffron')
    })

    test('[MSG-12] [D38] a room that kept its messages for a shorter time brings nothing back when it keeps them longer', async () => {
      const [alice] = await people(server, 'alice')
      const room = await groupRoom(alice)
      await age(server, await write(alice, room, 'two days ago'), Date.now() - 2 * dayMs)
      await write(alice, room, 'just now')
      await keepFor(alice, room, 1)
      expect(await texts(alice, room)).toEqual(['just now'])
      for (const days of [30, 7, null]) {
        await keepFor(alice, room, days)
        expect(await texts(alice, room)).toEqual(['just now'])
      }
      await purgeNow(server.app)
      expect(await databaseState(server.app.store)).not.toContain('two days ago')
      expect(await texts(alice, room)).toEqual(['just now'])
    })

    test('[MSG-12] purging removes what is past the time of its room with its files, and no more of any room', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const [before, room, after] = [
        await groupRoom(alice, [bob]),
        await groupRoom(alice, [bob]),
        await groupRoom(alice, [bob]),
      ]
      const file = await uploaded(alice, picture)
      const attachments = [{ file_id: file.id }]
      const posted = await alice.post(`/chat/rooms/${room.id}/messages`, { content: 'turmeric', attachments })
      const tooOld = Date.now() - 7 * dayMs - 1
      await age(server, posted.read(message), tooOld)
      for (const kept of [before, after]) await age(server, await write(alice, kept, 'cardamom'), tooOld)
      await write(alice, room, 'coriander')
      await keepFor(alice, room, 7)
      const head = (await alice.get(`/chat/rooms/${room.id}/messages`)).read(messagePage).head

      expect(await purgeNow(server.app)).toBe(1)
      expect(await purgeNow(server.app)).toBe(0)

      expect(await databaseState(server.app.store)).not.toContain('turmeric')
      for (const kept of [before, after]) expect(await texts(bob, kept)).toEqual(['cardamom'])
      expect(await texts(bob, room)).toEqual(['coriander'])
      expect((await write(alice, room, 'next')).seq).toBe(head + 1)
      server.app.removal.wake()
      while ((await server.app.storage.open(file.id)) !== null) await Bun.sleep(10)
    })

    test('[MSG-12] more than one round of messages of one room, and more rooms than one round takes, are purged', async () => {
      const [alice] = await people(server, 'alice')
      const rooms: string[] = []
      for (let n = 0; n < 3; n++) {
        const room = await groupRoom(alice)
        await keepFor(alice, room, 1)
        rooms.push(room.id)
      }
      const [first = ''] = rooms
      await server.app.store.transaction(async (tx) => {
        const entry = { room_id: first, sender_id: alice.id, message_type: 'text' as const, content: 'old' }
        for (let seq = 10; seq < 1210; seq++) {
          const row = { ...entry, seq, changed_seq: seq, client_id: `c${first}${seq}`, created_at: seq }
          await tx.db.insertInto('messages').values(row).execute()
        }
        await tx.db.updateTable('messages').set({ created_at: 1 }).where('room_id', 'in', rooms).execute()
      })
      expect(await purgeNow(server.app)).toBe(3 * 2 + 1200)
      expect(await purgeNow(server.app)).toBe(0)
    }, 60_000)
  })
}

describe.each(engines)('%s', (engine) => {
  const server = serverForAll({ engine })

  test('[MSG-12] where the server keeps all for ever a room may keep less, and is purged by itself', async () => {
    const [alice] = await people(server, 'alice')
    const [room, other] = [await groupRoom(alice), await groupRoom(alice)]
    const yearAgo = Date.now() - 366 * dayMs
    for (const { id } of [room, other])
      await age(server, await write(alice, { id }, `saffron ${id}`), yearAgo)

    expect((await keepFor(alice, room, 365)).retention_days).toBe(365)
    expect(await texts(alice, room)).toEqual([])
    while ((await databaseState(server.app.store)).includes(`saffron ${room.id}`)) await Bun.sleep(20)

    expect(await texts(alice, other)).toEqual([`saffron ${other.id}`])
    expect((await alice.get(`/chat/rooms/${other.id}`)).read(roomSchema).retention_days).toBeNull()
  })
})
