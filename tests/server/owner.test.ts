import { describe, expect, test } from 'bun:test'
import type { Kysely } from 'kysely'
import { type Me, me } from '#protocol/accounts'
import { person } from '#protocol/admin'
import { firstOwnerLink, makeOwnerLink } from '#server/domain/admin/owner-link'
import type { Tables } from '#server/store/schema'
import { untilSomebodyWaits } from '../harness/lock-waits'
import { type Probe, password, people } from '../harness/probe-people'
import { refusal, request } from '../harness/request'
import { personAs } from '../harness/roles'
import { engines, startServer, type TestServer } from '../harness/server'

for (const engine of engines) {
  describe(engine, () => {
    const tokenOf = (link: string | null) => link?.split('#owner=')[1] ?? ''
    const open = (by: Probe, token: string) => by.post('/auth/owner', { token })
    const meOf = async (by: Probe): Promise<Me> => (await by.get('/auth/me')).read(me)

    function give(by: Probe, whom: Probe, role: string) {
      return by.patch(`/admin/people/${whom.id}`, { role })
    }

    async function withTwoOwners(server: TestServer) {
      const alice = await personAs(server, 'owner', 'alice')
      const bob = await personAs(server, 'owner', 'bob')
      return [alice, bob] as const
    }

    test('[ACC-12] the link of the first start makes who opens it the owner, once', async () => {
      await using server = await startServer({ engine })
      const token = tokenOf(await firstOwnerLink(server.app))
      const [alice, eve] = await people(server, 'alice', 'eve')

      expect((await open(alice, token)).read(me).role).toBe('owner')

      expect((await meOf(alice)).role).toBe('owner')
      refusal(await open(eve, token), 'not_found')
      refusal(await open(alice, token), 'not_found')
      expect((await meOf(eve)).role).toBe('member')
      expect(await firstOwnerLink(server.app)).toBeNull()
    })

    test('[ACC-12] of many who open the link at once one becomes the owner', async () => {
      await using server = await startServer({ engine })
      const token = tokenOf(await firstOwnerLink(server.app))
      const crowd = await people(server, 'alice', 'bob', 'eve', 'alice', 'bob', 'eve')

      const answers = await Promise.all(crowd.map((one) => open(one, token)))

      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404, 404, 404, 404])
    })

    test('[ACC-12] the link is good until it is used, also after a restart, or until a new one is made', async () => {
      await using server = await startServer({ engine })
      const first = tokenOf(await firstOwnerLink(server.app))
      await server.stop()
      await server.start()
      expect(await firstOwnerLink(server.app)).toBeNull()
      const second = tokenOf(await makeOwnerLink(server.app))
      const [alice] = await people(server, 'alice')

      refusal(await open(alice, first), 'not_found')
      expect((await open(alice, second)).status).toBe(200)
      const stored = await server.app.store.db.selectFrom('settings').selectAll().execute()
      expect(JSON.stringify(stored)).not.toContain(second)
    })

    test('[ACC-12] nobody becomes the owner without being signed in, or by something like a link', async () => {
      await using server = await startServer({ engine })
      const token = tokenOf(await firstOwnerLink(server.app))
      const [eve] = await people(server, 'eve')

      refusal(await request(server, 'POST', '/auth/owner', { json: { token } }), 'unauthenticated')
      refusal(await open(eve, 'a'.repeat(43)), 'not_found')
      refusal(await open(eve, ''), 'invalid')
      expect((await meOf(eve)).role).toBe('member')
    })

    test('[ACC-12] the last owner cannot step down; one of two can', async () => {
      await using server = await startServer({ engine })
      const [alice, bob] = await withTwoOwners(server)

      expect((await give(alice, alice, 'member')).read(person).role).toBe('member')
      refusal(await give(bob, bob, 'admin'), 'conflict')
      expect((await meOf(bob)).role).toBe('owner')
    })

    test('[ACC-12] of two owners who step down at once one stays', async () => {
      await using server = await startServer({ engine })
      for (let round = 0; round < 5; round++) {
        const [alice, bob] = await withTwoOwners(server)
        const answers = await Promise.all([give(alice, alice, 'member'), give(bob, bob, 'member')])
        expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
        const rows = await server.app.store.db
          .selectFrom('accounts')
          .select('id')
          .where('role', '=', 'owner')
          .execute()
        expect(rows).toHaveLength(1)
        const last = [alice, bob].find(({ id }) => id === rows[0]?.id)
        if (last)
          await server.app.store.transaction((tx) =>
            tx.db.updateTable('accounts').set({ role: 'member' }).where('id', '=', last.id).execute(),
          )
      }
    })

    if (engine === 'postgres')
      test('[ACC-12] who waits for other owners keeps nobody from their own row', async () => {
        await using server = await startServer({ engine })
        const [first, second] = (await withTwoOwners(server)).toSorted((one, other) =>
          one.id < other.id ? -1 : 1,
        )
        if (!first || !second) throw new Error('There are two.')
        const lock = (db: Kysely<Tables>, id: string) =>
          db.selectFrom('accounts').select('id').where('id', '=', id).forUpdate().noWait().execute()

        const answer = await server.app.store.db.transaction().execute(async (trx) => {
          await lock(trx, first.id)
          const stepping = { down: give(second, second, 'member') }
          await untilSomebodyWaits(server)
          await lock(trx, second.id)
          return stepping
        })
        expect((await answer.down).read(person).role).toBe('member')
      })

    test("[ACC-12] the owner's link opens an account on a server where nobody else can", async () => {
      await using server = await startServer({ engine, settings: { 'accounts.registration': 'closed' } })
      const token = tokenOf(await firstOwnerLink(server.app))
      const json = { username: 'alice', email: 'alice@example.org', password }

      refusal(await request(server, 'POST', '/auth/register', { json }), 'policy_disabled')
      const answer = await request(server, 'POST', '/auth/register', { json: { ...json, invitation: token } })

      expect(answer.status).toBe(201)
      expect(answer.read(me).role).toBe('member')
    })
  })
}
