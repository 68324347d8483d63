import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Drafts } from '#client/drafts'
import { startServer, type TestServer } from '../harness/server'
import { newDevice, newPerson, type Person } from './person'
import { until, waitFor } from './until'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server[Symbol.asyncDispose]())

async function aliceAndBob(suffix: string) {
  const alice = await newPerson(server, `alice-${suffix}`)
  const bob = await newPerson(server, `bob-${suffix}`)
  const { id } = await alice.client.createRoom({ room_type: 'direct', member_ids: [bob.me.id] })
  for (const { client } of [alice, bob]) await until(client.drafts, (drafts) => drafts !== null)
  return { alice, bob, id }
}

function begin({ client }: Person, room_id: string, content: string) {
  client.keepDraft({ room_id, content, written_at: new Date().toISOString() })
}

const holds = (id: string, content: string) => (drafts: Drafts | null) => drafts?.get(id)?.content === content

test('[UI-2] [D31] what is begun on one device is known on the other, and to nobody else', async () => {
  const { alice, bob, id } = await aliceAndBob('d')
  await using _alice = alice
  await using _bob = bob
  await using phone = await newDevice(server, 'alice-d')
  begin(alice, id, 'Be')
  begin(alice, id, 'Begun')
  alice.client.flush()
  await until(phone.client.drafts, holds(id, 'Begun'))
  expect(bob.client.drafts.get()?.size).toBe(0)

  begin(phone, id, '')
  phone.client.flush()
  await until(alice.client.drafts, holds(id, ''))
})

test('[UI-2] [D31] what is begun without a connection is told with the next one', async () => {
  const { alice, bob, id } = await aliceAndBob('e')
  await using _alice = alice
  await using _bob = bob
  await using phone = await newDevice(server, 'alice-e')
  phone.network.cut()
  begin(alice, id, 'While you were away')
  alice.client.flush()
  await until(alice.client.drafts, holds(id, 'While you were away'))
  phone.client.wake()
  await until(phone.client.drafts, holds(id, 'While you were away'))
})

test('[UI-2] what is written and sent within a second is told to nobody as a draft', async () => {
  const { alice, bob, id } = await aliceAndBob('f')
  await using _alice = alice
  await using _bob = bob
  begin(alice, id, 'Quick')
  begin(alice, id, '')
  alice.client.flush()
  await alice.client.send(id, 'Quick')
  await waitFor(() => alice.client.pending.get().length === 0)
  const kept = await server.app.store.db.selectFrom('drafts').selectAll().where('room_id', '=', id).execute()
  expect(kept).toEqual([])
})

test('[UI-2] nothing of it is left in memory when its person signs out', async () => {
  const { alice, bob, id } = await aliceAndBob('g')
  await using _alice = alice
  await using _bob = bob
  begin(alice, id, 'Secret')
  alice.client.flush()
  await until(alice.client.drafts, holds(id, 'Secret'))
  await alice.client.logout()
  expect(alice.client.drafts.get()).toBeNull()
})
