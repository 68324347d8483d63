import { Database } from 'bun:sqlite'
import { expect, test } from 'bun:test'
import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { reachOf } from '#client/state/reach'
import type { ServerFrame } from '#protocol/frames'
import { limits } from '#protocol/limits'
import { startChat } from './chat'
import { allSent, directRoom, newGroup, type Person, shows, texts, upToDate } from './person'
import { until } from './until'

test('[MSG-6] [MSG-7] what was written while one was away is there after the reconnect, page after page', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await alice.client.stop()
  const written = await writeMany(bob, room.id, 2 * limits.syncPage + 50)

  const behind: number[] = []
  alice.client.connection.subscribe(() => {
    const state = alice.client.connection.get()
    if (state.phase === 'catching_up') behind.push(state.behind)
  })
  await alice.client.start()
  await upToDate(alice.client)

  expect(texts(alice, room.id)).toEqual(written)
  expect(Math.max(...behind)).toBeGreaterThan(limits.syncPage)
  expect(alice.network.written.filter(({ type }) => type === 'sync')).toHaveLength(2)
})

test('[MSG-7] lost, repeated and overtaken messages leave no gap, no double and no other order', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  let held: ServerFrame | null = null
  let count = 0
  alice.network.faults = {
    incoming(frame) {
      if (frame.type !== 'message') return [frame]
      count++
      if (count % 5 === 0) return []
      if (count % 7 === 0) return [frame, frame]
      if (count % 3 !== 0) return [frame]
      const earlier = held
      held = frame
      return earlier ? [earlier] : []
    },
  }

  const written = await writeMany(bob, room.id, 120)
  alice.network.faults = {}
  await bob.client.send(room.id, 'the last one')
  await shows(alice, room.id, 'the last one')

  expect(texts(alice, room.id)).toEqual([...written, 'the last one'])
})

test('[MSG-7] a gap is filled by one request after a moment, not by a new connection', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  alice.network.faults = {
    incoming: (frame) => (frame.type === 'message' && frame.data.content === 'two' ? [] : [frame]),
  }

  for (const text of ['one', 'two', 'three', 'four']) await bob.client.send(room.id, text)
  await shows(alice, room.id, 'four')

  expect(texts(alice, room.id)).toEqual(['one', 'two', 'three', 'four'])
  expect(alice.network.written.filter(({ type }) => type === 'sync')).toEqual([
    { type: 'sync', data: { room_id: room.id, after: 1 }, ref: `sync:${room.id}` },
  ])
  expect(alice.network.opened).toBe(1)
})

test('[MSG-7] a gap that cannot be filled at once is asked for again, ever more slowly', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  let refusals = 0
  alice.network.faults = {
    incoming(frame) {
      if (frame.type === 'message' && frame.data.content === 'one') return []
      if (frame.type !== 'sync' || refusals++ > 0) return [frame]
      const data = { code: 'unavailable', detail: 'Busy.', retry: true, retry_after_ms: 50 } as const
      return [{ type: 'error', ref: frame.ref, data }]
    },
  }

  await bob.client.send(room.id, 'one')
  await bob.client.send(room.id, 'two')
  await shows(alice, room.id, 'two')

  expect(texts(alice, room.id)).toEqual(['one', 'two'])
  expect(refusals).toBe(2)
})

test('[MSG-7] messages that arrive while catching up are put in their place', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await alice.client.stop()
  const missed = await writeMany(bob, room.id, 150)
  const pages: ServerFrame[] = []
  alice.network.faults = {
    incoming(frame) {
      if (frame.type === 'sync') pages.push(frame)
      return frame.type === 'sync' ? [] : [frame]
    },
  }
  await alice.client.start()
  await until(alice.client.connection, ({ phase }) => phase === 'catching_up')

  await bob.client.send(room.id, 'meanwhile')
  await allSent(bob)
  expect(texts(alice, room.id)).toEqual([])
  alice.network.faults = {}
  for (const page of pages) alice.network.inject(JSON.stringify(page))

  await shows(alice, room.id, 'meanwhile')
  await upToDate(alice.client)
  expect(texts(alice, room.id)).toEqual([...missed, 'meanwhile'])
})

test('[MSG-7] when the database is another one, what is held is dropped and loaded afresh', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await writeMany(bob, room.id, 3)
  await shows(alice, room.id, 'text 2')
  const { store } = chat.server.app
  await store.transaction((tx) =>
    tx.db.updateTable('settings').set({ value: 'another' }).where('key', '=', 'epoch').execute(),
  )
  await chat.stopServer()

  const statuses: string[] = []
  alice.client.log(room.id).subscribe(() => statuses.push(alice.client.log(room.id).get().status))
  await chat.server.start()
  alice.client.wake()
  await upToDate(alice.client)
  await until(alice.client.log(room.id), ({ status }) => status === 'ready')

  expect(statuses).toContain('loading')
  expect(texts(alice, room.id)).toEqual(['text 0', 'text 1', 'text 2'])
})

test('[MSG-7] [D7] when a backup is restored, what is held of the time after it is dropped, though the log has grown on', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const kitchen = await newGroup(bob, 'Kitchen')
  await writeMany(bob, room.id, 2)
  const { data } = chat.server.app.config
  const backup = join(data, 'backup.db')
  const running = new Database(join(data, 'natter.db'), { readonly: true })
  running.run(`VACUUM INTO '${backup}'`)
  running.close()
  await bob.client.send(room.id, 'after the backup')
  await shows(alice, room.id, 'after the backup')
  const lost = alice.client.log(room.id).get().messages.at(-1)?.seq ?? 0
  alice.client.markRead(room.id, lost)
  await until(bob.client.receipts(room.id), (all) => reachOf(all, bob.me.id).read === lost)
  await bob.client.openLog(kitchen)
  await chat.stopServer()

  for (const end of ['', '-wal', '-shm']) rmSync(join(data, `natter.db${end}`), { force: true })
  renameSync(backup, join(data, 'natter.db'))
  await chat.server.start()
  for (const content of ['after the restore', 'and on']) {
    await bob.client.api.postMessage(room.id, { content })
  }
  for (const person of [alice, bob]) {
    person.client.wake()
    await shows(person, room.id, 'and on')
    expect(texts(person, room.id)).toEqual(['text 0', 'text 1', 'after the restore', 'and on'])
  }
  // What alice had read by that number was another message.
  expect(reachOf(bob.client.receipts(room.id).get(), bob.me.id).read).toBe(0)
})

test('[MSG-7] a log that is shorter on the server than here is dropped and loaded afresh', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await writeMany(bob, room.id, 5)
  await shows(alice, room.id, 'text 4')
  await chat.server.app.store.transaction(async (tx) => {
    await tx.db.deleteFrom('messages').where('room_id', '=', room.id).where('seq', '>', 3).execute()
    await tx.db.updateTable('rooms').set({ last_seq: 3 }).where('id', '=', room.id).execute()
  })

  alice.network.cut()
  alice.client.wake()
  await until(alice.client.log(room.id), () => texts(alice, room.id).length === 3, 'three are left')
  expect(texts(alice, room.id)).toEqual(['text 0', 'text 1', 'text 2'])
})

test('[MSG-9] older pages are added until the first entry is there', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await bob.client.createRoom({ room_type: 'direct', member_ids: [alice.me.id] })
  const written = await writeMany(bob, room.id, 110)

  await alice.client.openLog(room.id)
  const log = alice.client.log(room.id)
  expect(texts(alice, room.id)).toEqual(written.slice(-limits.historyPage.usual))
  await Promise.all([alice.client.loadOlder(room.id), alice.client.loadOlder(room.id)])
  expect(texts(alice, room.id)).toEqual(written.slice(-limits.historyPage.usual - 30))
  expect(log.get().hasOlder).toBe(true)
  await alice.client.loadOlder(room.id)
  await alice.client.loadOlder(room.id)
  expect(texts(alice, room.id)).toEqual(written)
  expect(log.get().hasOlder).toBe(false)
})

/** Writes so many texts and waits until they are stored. */
async function writeMany(writer: Person, roomId: string, count: number): Promise<string[]> {
  const written = Array.from({ length: count }, (_, at) => `text ${at}`)
  await Promise.all(written.map((text) => writer.client.send(roomId, text)))
  await allSent(writer)
  return written
}
