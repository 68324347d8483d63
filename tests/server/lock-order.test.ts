import { describe, expect, test } from 'bun:test'
import { type Kysely, sql } from 'kysely'
import { deleteAccount } from '#server/domain/accounts/delete'
import type { Tables } from '#server/store/schema'
import { ask, contactSettings, reachable } from '../harness/contacts'
import { untilSomebodyWaits } from '../harness/lock-waits'
import { people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import type { TestServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

type Rows = Kysely<Tables>

const lock = (rows: Rows, table: 'rooms' | 'accounts', id: string) =>
  rows.selectFrom(table).select('id').where('id', '=', id).forNoKeyUpdate().noWait().execute()

/** What a new row that names somebody takes of them: what they write, a mention, a member. Fails where that would wait. */
const name = (rows: Rows, id: string) =>
  sql`select id from accounts where id = ${id} for key share nowait`.execute(rows)

/** Holds a row, begins something that comes to wait for it, and looks meanwhile whether something else is free. */
async function whileHeld<Result>(
  server: TestServer,
  hold: (rows: Rows) => Promise<unknown>,
  begin: () => Promise<Result>,
  look: (rows: Rows) => Promise<unknown>,
): Promise<Result> {
  const begun = await server.app.store.db.transaction().execute(async (rows) => {
    await hold(rows)
    const result = begin()
    await untilSomebodyWaits(server)
    await look(rows)
    return { result }
  })
  return begun.result
}

describe('postgres', () => {
  const server = serverForAll({ engine: 'postgres' })

  test('[MSG-1] opening the room of two people keeps neither of them from writing in it', async () => {
    const [alice, bob] = await people(server, 'alice', 'bob')
    const { id } = await directRoom(alice, bob)
    const opened = await whileHeld(
      server,
      (rows) => lock(rows, 'rooms', id),
      () => directRoom(bob, alice),
      (rows) => Promise.all([name(rows, alice.id), name(rows, bob.id)]),
    )
    expect(opened.id).toBe(id)
  })

  test('[ACC-10] a deletion that waits for a room keeps nobody from writing in it, and comes after that', async () => {
    const [alice, bob] = await people(server, 'alice', 'bob')
    const room = await directRoom(alice, bob)
    await write(alice, room, 'Noodles?')
    await whileHeld(
      server,
      (rows) => lock(rows, 'rooms', room.id),
      () => server.app.store.transaction((tx) => deleteAccount(server.app, tx, alice.id)),
      (rows) => name(rows, alice.id),
    )
    expect((await alice.get('/auth/me')).status).toBe(401)
  })

  test('[ROOM-4] who is about to be added is waited for before the room is', async () => {
    const [alice, bob] = await people(server, 'alice', 'bob')
    const { id } = await groupRoom(alice)
    const added = await whileHeld(
      server,
      (rows) => lock(rows, 'accounts', bob.id),
      () => alice.post(`/chat/rooms/${id}/members`, { user_id: bob.id }),
      (rows) => lock(rows, 'rooms', id),
    )
    expect(added.status).toBe(201)
  })
})

describe('postgres, contacts', () => {
  const server = serverForAll({ engine: 'postgres', settings: contactSettings })

  test('[ACC-13] nobody comes to stand to somebody who is being deleted at that moment', async () => {
    const [alice, bob] = await reachable(server, 'alice', 'bob')
    const { app } = server
    const { asking } = await app.store.transaction(async (tx) => {
      await deleteAccount(app, tx, bob.id)
      const answer = ask(server, alice, bob.phone)
      await untilSomebodyWaits(server)
      return { asking: answer }
    })
    expect((await asking).status).toBe(202)
    const standings = await app.store.db.selectFrom('contacts').selectAll().execute()
    expect(standings).toEqual([])
  })
})
