import { describe, expect, test } from 'bun:test'
import { me } from '#protocol/accounts'
import { invitationList, newInvitation } from '#protocol/admin'
import { type Probe, password, people } from '../harness/probe-people'
import { refusal, request } from '../harness/request'
import { personAs } from '../harness/roles'
import { engines, startServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

let count = 0

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine, settings: { 'accounts.registration': 'invite' } })

    async function invite(by: Probe, json: object = {}) {
      const { link, ...rest } = (await by.post('/admin/invitations', json)).read(newInvitation)
      return { ...rest, token: link.split('#invitation=')[1] ?? '' }
    }

    function register(invitation?: string, extra: object = {}) {
      const username = `newcomer-${++count}`
      const json = { username, email: `${username}@example.org`, password, invitation, ...extra }
      return request(server, 'POST', '/auth/register', { json })
    }

    async function list(by: Probe) {
      return (await by.get('/admin/invitations')).read(invitationList).invitations
    }

    test('[ACC-12] where people come by invitation, nobody comes without', async () => {
      const admin = await personAs(server, 'admin', 'bob')
      refusal(await register(), 'policy_disabled')
      refusal(await register('a'.repeat(43)), 'not_found')

      const { token } = await invite(admin)

      expect((await register(token)).read(me).role).toBe('member')
    })

    test('[H07] an invitation that is used up is gone, also for many at once', async () => {
      const admin = await personAs(server, 'admin', 'bob')
      const { token, id } = await invite(admin, { uses: 2 })

      const answers = await Promise.all([1, 2, 3, 4].map(() => register(token)))

      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 410, 410])
      expect((await list(admin)).find((one) => one.id === id)).toMatchObject({ uses: 2, state: 'used_up' })
    })

    test('[H07] a registration that fails uses nothing up', async () => {
      const admin = await personAs(server, 'admin', 'bob')
      const { token } = await invite(admin)

      refusal(await register(token, { username: admin.username }), 'taken')
      refusal(await register(token, { password: 'password' }), 'invalid')

      expect((await register(token)).status).toBe(201)
    })

    test('[H07] an invitation that has run out is gone', async () => {
      const admin = await personAs(server, 'admin', 'bob')
      const { token, id } = await invite(admin, { days: 1 })
      await server.app.store.transaction((tx) =>
        tx.db
          .updateTable('invitations')
          .set({ expires_at: Date.now() - 1 })
          .where('id', '=', id)
          .execute(),
      )
      refusal(await register(token), 'gone')
      expect((await list(admin)).find((one) => one.id === id)?.state).toBe('expired')
    })

    test('[H07] an invitation that was revoked is gone, and revoking is for administrators', async () => {
      const admin = await personAs(server, 'admin', 'bob')
      const [eve] = await people(server, 'eve')
      const { token, id } = await invite(admin)

      refusal(await eve.delete(`/admin/invitations/${id}`), 'forbidden')
      refusal(await eve.post('/admin/invitations', {}), 'forbidden')
      expect((await admin.delete(`/admin/invitations/${id}`)).status).toBe(204)

      refusal(await admin.delete(`/admin/invitations/${id}`), 'not_found')
      refusal(await register(token), 'gone')
    })

    test('[H07] an invitation never raises the role, whatever is asked for', async () => {
      const owner = await personAs(server, 'owner', 'alice')
      const { token } = await invite(owner)
      refusal(await register(token, { role: 'admin' }), 'invalid')
      expect((await register(token)).read(me).role).toBe('member')
    })

    test('[ACC-12] the link is told once, and the list and the database do not have it', async () => {
      const admin = await personAs(server, 'admin', 'bob')
      const { token } = await invite(admin)
      const rows = await server.app.store.db.selectFrom('invitations').selectAll().execute()
      expect(JSON.stringify([rows, await list(admin)])).not.toContain(token)
    })

    test.each([{ uses: 0 }, { uses: 1001 }, { days: 0 }, { days: 91 }, { uses: 1.5 }, { role: 'admin' }])(
      '[ACC-12] an invitation of %j is refused',
      async (json) => {
        const admin = await personAs(server, 'admin', 'bob')
        refusal(await admin.post('/admin/invitations', json), 'invalid')
      },
    )
  })
}

test('[ACC-12] where registration is closed an invitation does not open it', async () => {
  await using server = await startServer({ settings: { 'accounts.registration': 'closed' } })
  const admin = await personAs(server, 'admin', 'bob')
  const { link } = (await admin.post('/admin/invitations', {})).read(newInvitation)
  const json = { username: 'alice', email: 'a@example.org', password, invitation: link.split('=')[1] }
  refusal(await request(server, 'POST', '/auth/register', { json }), 'policy_disabled')
})
