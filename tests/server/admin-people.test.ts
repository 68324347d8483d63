import { describe, expect, test } from 'bun:test'
import { endedSessions, type PeoplePage, peoplePage, person } from '#protocol/admin'
import { listAuditEntries } from '#server/store/audit'
import { type Probe, password, people } from '../harness/probe-people'
import { openSocket } from '../harness/probe-socket'
import { refusal, request } from '../harness/request'
import { personAs, provenAgo } from '../harness/roles'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const sessionEnded = 4410

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    function change(by: Probe, whom: Probe, json: object) {
      return by.patch(`/admin/people/${whom.id}`, json)
    }

    async function find(by: Probe, query: Record<string, string>): Promise<PeoplePage> {
      return (await by.get(`/admin/people?${new URLSearchParams(query)}`)).read(peoplePage)
    }

    async function eventsOf({ id }: Probe) {
      const entries = await listAuditEntries(server.app.store, { accountId: id }, 50)
      return entries.map(({ event, address, details }) => ({ event, address, details: JSON.parse(details) }))
    }

    test('[ACC-12] only owners and admins get in, and others learn that they may not', async () => {
      const owner = await personAs(server, 'owner', 'alice')
      const admin = await personAs(server, 'admin', 'bob')
      const [eve] = await people(server, 'eve')

      for (const path of ['/admin/people', '/admin/health', '/admin/audit', '/admin/invitations']) {
        expect((await owner.get(path)).status).toBe(200)
        expect((await admin.get(path)).status).toBe(200)
        refusal(await eve.get(path), 'forbidden')
        refusal(await request(server, 'GET', path), 'unauthenticated')
      }
    })

    test('[ACC-12] people are found by a part of their name or address, page by page', async () => {
      const admin = await personAs(server, 'admin', 'bob')
      const finches = await people(server, 'finch', 'finch', 'finch')

      const first = await find(admin, { query: 'FINCH', limit: '2' })
      const second = await find(admin, { query: 'finch', limit: '2', after: first.next ?? '' })

      const found = [...first.people, ...second.people].map(({ id }) => id)
      expect(found.toSorted()).toEqual(finches.map(({ id }) => id).toSorted())
      expect([first.people.length, second.next]).toEqual([2, null])
      expect((await find(admin, { query: finches[0].email })).people).toMatchObject([
        { id: finches[0].id, email: finches[0].email, role: 'member', disabled_at: null },
      ])
      expect((await find(admin, { query: '%' })).people).toEqual([])
      expect((await eventsOf(admin)).map(({ event }) => event)).toContain('admin_read')
    })

    test('[ACC-12] a disabled person is out within a second and cannot come back, as with a wrong password', async () => {
      const admin = await personAs(server, 'admin', 'bob')
      const [alice, eve] = await people(server, 'alice', 'eve')
      await using socket = await alice.socket()
      await using other = await eve.socket()

      const answer = await change(admin, alice, { is_disabled: true })
      const { code } = await socket.closed

      expect(answer.read(person).disabled_at).not.toBeNull()
      expect(code).toBe(sessionEnded)
      refusal(await alice.get('/auth/me'), 'unauthenticated')
      refusal(
        await request(server, 'POST', '/auth/refresh', { json: { refresh_token: alice.refreshToken } }),
        'unauthenticated',
      )
      const right = await request(server, 'POST', '/auth/login', {
        json: { username: alice.username, password },
      })
      const wrong = await request(server, 'POST', '/auth/login', {
        json: { username: eve.username, password: 'Wrong7horse' },
      })
      refusal(right, 'invalid_credentials')
      expect(right.text).toBe(wrong.text)
      await using late = await openSocket(server, { headers: alice.headers })
      late.say({ type: 'hello', data: { version: 1 } })
      expect((await late.closed).code).toBe(4401)
      expect(await other.fence()).toEqual([])
      expect((await eve.get('/auth/me')).status).toBe(200)
    })

    test('[ACC-12] an enabled person signs in again', async () => {
      const admin = await personAs(server, 'admin', 'bob')
      const [alice] = await people(server, 'alice')
      await change(admin, alice, { is_disabled: true })

      expect((await change(admin, alice, { is_disabled: false })).read(person).disabled_at).toBeNull()

      const json = { username: alice.username, password }
      expect((await request(server, 'POST', '/auth/login', { json })).status).toBe(200)
      refusal(await alice.get('/auth/me'), 'unauthenticated')
    })

    test('[ACC-12] [H08] only owners give roles, and nobody raises themselves', async () => {
      const owner = await personAs(server, 'owner', 'alice')
      const admin = await personAs(server, 'admin', 'bob')
      const [eve] = await people(server, 'eve')

      refusal(await change(admin, eve, { role: 'admin' }), 'forbidden')
      refusal(await change(admin, admin, { role: 'owner' }), 'forbidden')
      refusal(await change(eve, eve, { role: 'admin' }), 'forbidden')
      expect((await change(owner, eve, { role: 'admin' })).read(person).role).toBe('admin')
      expect((await eve.get('/admin/health')).status).toBe(200)
    })

    test('[E13] a role that is taken away counts from the next request on', async () => {
      const owner = await personAs(server, 'owner', 'alice')
      const admin = await personAs(server, 'admin', 'bob')
      expect((await admin.get('/admin/health')).status).toBe(200)

      await change(owner, admin, { role: 'member' })

      refusal(await admin.get('/admin/health'), 'forbidden')
      expect((await admin.get('/auth/me')).status).toBe(200)
    })

    test('[ACC-12] admins have no power over owners and each other, and nobody disables themselves', async () => {
      const owner = await personAs(server, 'owner', 'alice')
      const admin = await personAs(server, 'admin', 'bob')
      const other = await personAs(server, 'admin', 'bob')

      for (const whom of [owner, other]) {
        refusal(await change(admin, whom, { is_disabled: true }), 'forbidden')
        refusal(await admin.delete(`/admin/people/${whom.id}/sessions`), 'forbidden')
        expect((await whom.get('/auth/me')).status).toBe(200)
      }
      refusal(await change(owner, owner, { is_disabled: true }), 'forbidden')
      expect((await change(owner, other, { is_disabled: true })).status).toBe(200)
    })

    test('[ACC-12] somebody can be signed out on all devices', async () => {
      const admin = await personAs(server, 'admin', 'bob')
      const [alice] = await people(server, 'alice')
      await using socket = await alice.socket()

      const answer = await admin.delete(`/admin/people/${alice.id}/sessions`)

      expect(answer.read(endedSessions)).toEqual({ ended: 1 })
      expect((await socket.closed).code).toBe(sessionEnded)
      refusal(await alice.get('/auth/me'), 'unauthenticated')
      const json = { username: alice.username, password }
      expect((await request(server, 'POST', '/auth/login', { json })).status).toBe(200)
    })

    test('[P04] what is dangerous needs a password given in the last ten minutes, on this device', async () => {
      const owner = await personAs(server, 'owner', 'alice')
      const [eve] = await people(server, 'eve')
      await provenAgo(server, owner, 11)
      const attempts = () => [
        change(owner, eve, { role: 'admin' }),
        change(owner, eve, { is_disabled: true }),
        owner.delete(`/admin/people/${eve.id}/sessions`),
        owner.get('/admin/messages/1/versions'),
      ]
      for (const attempt of attempts()) refusal(await attempt, 'reauthenticate')
      expect((await eve.get('/auth/me')).status).toBe(200)
      expect((await owner.get('/admin/people')).status).toBe(200)

      refusal(await owner.post('/auth/confirm', { password: 'Wrong7horse' }), 'invalid_credentials')
      refusal(await change(owner, eve, { role: 'admin' }), 'reauthenticate')
      expect((await owner.post('/auth/confirm', { password })).status).toBe(204)

      expect((await change(owner, eve, { role: 'admin' })).status).toBe(200)
      await provenAgo(server, owner, 9)
      expect((await change(owner, eve, { role: 'member' })).status).toBe(200)
      const events = (await eventsOf(owner)).map(({ event }) => event)
      expect(events).toContain('password_asked_again')
      expect(events).toContain('login_failed')
    })

    test('[P04] the audit log says who did what to whom from where, and no name', async () => {
      const owner = await personAs(server, 'owner', 'alice')
      const [eve] = await people(server, 'eve')
      await change(owner, eve, { role: 'admin' })
      await change(owner, eve, { is_disabled: true })
      await change(owner, eve, { is_disabled: true })

      const events = (await eventsOf(owner)).filter(({ details }) => details.user_id === eve.id)

      expect(events).toEqual([
        { event: 'account_disabled', address: '127.0.0.1', details: { user_id: eve.id } },
        { event: 'role_changed', address: '127.0.0.1', details: { user_id: eve.id, role: 'admin' } },
      ])
      expect(JSON.stringify(await eventsOf(owner))).not.toContain(eve.username)
    })

    test.each([
      { role: 'king' },
      { role: 'admin', is_disabled: false },
      {},
      { is_disabled: 'no' },
      { id: 'x' },
    ])('[ACC-12] the change %j is refused and changes nothing', async (json) => {
      const owner = await personAs(server, 'owner', 'alice')
      const [eve] = await people(server, 'eve')
      refusal(await change(owner, eve, json), 'invalid')
      expect((await find(owner, { query: eve.username })).people).toMatchObject([
        { role: 'member', disabled_at: null },
      ])
    })
  })
}
