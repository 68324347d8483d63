import { describe, expect, test } from 'bun:test'
import { message } from '#protocol/messages'
import { listAuditEntries } from '#server/store/audit'
import { type Probe, password, people } from '../harness/probe-people'
import { groupRoom } from '../harness/probe-rooms'
import { request } from '../harness/request'
import { personAs } from '../harness/roles'
import { engines, startServer, type TestServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

async function entriesOf(server: TestServer, { id }: Probe) {
  const rows = await listAuditEntries(server.app.store, { accountId: id }, 100)
  return rows
    .map(({ event, address, details }) => ({ event, address, details: JSON.parse(details) }))
    .toReversed()
}

async function eventsOf(server: TestServer, person: Probe) {
  return (await entriesOf(server, person)).map(({ event }) => event)
}

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    test('[P04] the life of an account is noted: opened, signed in, failed, signed out', async () => {
      const json = { username: `carol-${engine}`, email: `carol-${engine}@example.org`, password }
      const opened = await request(server, 'POST', '/auth/register', { json })
      const { id } = JSON.parse(opened.text)
      const login = { username: json.username, password }
      await request(server, 'POST', '/auth/login', { json: { ...login, password: 'Wrong7horse' } })
      const answer = await request(server, 'POST', '/auth/login', { json: login })
      const headers = { Authorization: `Bearer ${JSON.parse(answer.text).access_token}` }
      await request(server, 'POST', '/auth/logout', { headers })

      const rows = await listAuditEntries(server.app.store, { accountId: id }, 10)

      expect(rows.map(({ event, address }) => [event, address]).toReversed()).toEqual([
        ['account_created', '127.0.0.1'],
        ['login_failed', '127.0.0.1'],
        ['login', '127.0.0.1'],
        ['session_ended', '127.0.0.1'],
      ])
    })

    test('[P04] who joins, leaves and rules a room is noted, and what is deleted, without a word of it', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const { id } = await groupRoom(alice, [bob])
      await alice.post(`/chat/rooms/${id}/members`, { user_id: eve.id })
      await alice.patch(`/chat/rooms/${id}/members/${bob.id}`, { role: 'admin' })
      const path = `/chat/rooms/${id}/messages`
      const sent = (await alice.post(path, { content: 'Noodles?' })).read(message)
      await alice.delete(`${path}/${sent.id}`)
      await alice.delete(`/chat/rooms/${id}/members/${eve.id}`)
      await bob.delete(`/chat/rooms/${id}/members/${bob.id}`)
      await alice.delete(`/chat/rooms/${id}`)

      const entries = await entriesOf(server, alice)

      expect(entries.map(({ event, details: { room_id: _, ...rest } }) => [event, rest])).toEqual([
        ['account_created', {}],
        ['login', { session_id: alice.sessionId }],
        ['member_added', { user_id: eve.id }],
        ['member_role_changed', { user_id: bob.id, role: 'admin' }],
        ['message_deleted', { message_id: sent.id }],
        ['member_removed', { user_id: eve.id }],
        ['room_deleted', {}],
      ])
      expect(await eventsOf(server, bob)).toContain('member_removed')
      expect(JSON.stringify(entries)).not.toMatch(/Noodles|Kitchen/)
    })

    test('[P04] refusals are noted once a minute for each person and kind, with the route and nothing in it', async () => {
      const [alice, eve] = await people(server, 'alice', 'eve')
      const { id } = await groupRoom(alice)
      for (let n = 0; n < 5; n++) await eve.get(`/chat/rooms/${id}`)
      await eve.get('/admin/people')

      const refused = (await entriesOf(server, eve)).filter(({ event }) => event === 'refused')

      expect(refused.map(({ details }) => details)).toEqual([
        { code: 'not_a_member', method: 'GET', route: '/api/v1/chat/rooms/:room_id' },
        { code: 'forbidden', method: 'GET', route: expect.any(String) },
      ])
      expect(JSON.stringify(refused)).not.toContain(id)
      expect(await eventsOf(server, alice)).toEqual(['account_created', 'login'])
    })
  })
}

test('[P04] who asks too often is noted', async () => {
  await using server = await startServer({ settings: { 'limits.requests_per_minute': 2 } })
  const owner = await personAs(server, 'owner', 'alice')
  for (let n = 0; n < 6; n++) await owner.get('/auth/me')
  expect((await eventsOf(server, owner)).filter((event) => event === 'rate_limited')).toHaveLength(1)
})
