import { expect, test } from 'bun:test'
import { sql } from 'kysely'
import { people } from '../harness/probe-people'
import { groupRoom, write } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { startServer } from '../harness/server'

test('[F18] when the disk of PostgreSQL is full, whatever writes is refused with 507 and a time, nobody is told, and reading goes on', async () => {
  await using server = await startServer({ engine: 'postgres' })
  const [alice, bob] = await people(server, 'alice', 'bob')
  const room = await groupRoom(alice, [bob])
  const text = await write(alice, room, 'before')
  await using listening = await bob.socket()
  const { db } = server.app.store
  await sql`create function no_room() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file' using errcode = '53100'; end $$`.execute(db)
  for (const table of ['messages', 'rooms', 'sessions']) {
    await sql`create trigger full_disk before insert or update on ${sql.table(table)}
      execute function no_room()`.execute(db)
  }

  const path = `/chat/rooms/${room.id}`
  for (const refused of [
    await alice.post(`${path}/messages`, { content: 'meanwhile' }),
    await alice.patch(`${path}/messages/${text.id}`, { content: 'changed' }),
    await alice.patch(path, { name: 'Hall' }),
    await alice.post('/chat/rooms', { room_type: 'group', name: 'Cellar', member_ids: [] }),
  ]) {
    refusal(refused, 'storage_full')
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThanOrEqual(1)
  }
  for (const read of ['/chat/rooms', path, `${path}/messages`, '/auth/me']) {
    expect((await bob.get(read)).status).toBe(200)
  }
  expect(await listening.fence()).toEqual([])

  for (const table of ['messages', 'rooms', 'sessions']) {
    await sql`drop trigger full_disk on ${sql.table(table)}`.execute(db)
  }
  await write(alice, room, 'after')
  expect((await listening.next('message')).data).toMatchObject({ content: 'after', seq: text.seq + 1 })
})
