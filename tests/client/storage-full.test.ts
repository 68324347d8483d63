import { expect, test } from 'bun:test'
import { sql } from 'kysely'
import { startServer, type TestServer } from '../harness/server'
import { allSent, directRoom, newPerson, shows, texts } from './person'
import { until } from './until'

test('[F18] [D8] what a full disk refuses waits, never shows as failed, and goes out by itself in its order', async () => {
  await using server = await startServer({ engine: 'postgres' })
  await using alice = await newPerson(server, 'alice')
  await using bob = await newPerson(server, 'bob')
  const room = await directRoom(alice, bob)
  const refusals: number[] = []
  const refused = Promise.withResolvers<void>()
  alice.network.faults = {
    incoming(frame) {
      if (frame.type === 'error' && frame.data.code === 'storage_full') {
        expect(frame.data.retry).toBe(true)
        refusals.push(frame.data.retry_after_ms ?? 0)
        refused.resolve()
      }
      return [frame]
    },
  }
  const statuses = new Set<string>()
  alice.client.pending.subscribe(() => {
    for (const { status } of alice.client.pending.get()) statuses.add(status)
  })

  await fillDisk(server)
  for (const line of ['one', 'two', 'three']) await alice.client.send(room.id, line)
  await refused.promise
  expect(texts(bob, room.id)).toEqual([])
  expect(alice.client.pending.get().map(({ content }) => content)).toEqual(['one', 'two', 'three'])
  await until(
    alice.client.pending,
    ([line]) => line?.failure?.code === 'storage_full',
    'why it waits is said',
  )
  // Nobody is told that they wrote, and reading goes on.
  expect((await bob.client.api.history(room.id, { after: 0, limit: 10 })).messages).toEqual([])

  await freeDisk(server)
  await shows(bob, room.id, 'three')
  await allSent(alice)
  expect(texts(bob, room.id)).toEqual(['one', 'two', 'three'])
  expect([...statuses]).toEqual(['waiting'])
  for (const pause of refusals) expect(pause).toBeGreaterThan(0)
  await until(alice.client.connection, ({ phase }) => phase === 'up_to_date', 'the connection is kept')
  expect(alice.network.opened).toBe(1)
})

test('[F18] [D35] what waits for room on the server can be tried again at once, or discarded', async () => {
  await using server = await startServer({ engine: 'postgres' })
  await using alice = await newPerson(server, 'alice')
  await using bob = await newPerson(server, 'bob')
  const room = await directRoom(alice, bob)
  await fillDisk(server)
  const first = await alice.client.send(room.id, 'discarded')
  await until(alice.client.pending, ([line]) => line?.failure?.code === 'storage_full')
  await alice.client.discard(first)
  const second = await alice.client.send(room.id, 'tried again')
  await until(alice.client.pending, ([line]) => line?.failure?.code === 'storage_full')
  await alice.client.retry(second)
  await until(alice.client.pending, ([line]) => line?.failure?.code === 'storage_full')

  await freeDisk(server)
  await alice.client.retry(second)
  await shows(bob, room.id, 'tried again')
  await allSent(alice)
  expect(texts(bob, room.id)).toEqual(['tried again'])
})

/** Makes the database say of every text what PostgreSQL says when its disk is full. */
async function fillDisk({ app }: TestServer): Promise<void> {
  await sql`create function no_room() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file' using errcode = '53100'; end $$`.execute(app.store.db)
  await sql`create trigger full_disk before insert on messages execute function no_room()`.execute(
    app.store.db,
  )
}

async function freeDisk({ app }: TestServer): Promise<void> {
  await sql`drop trigger full_disk on messages`.execute(app.store.db)
}
