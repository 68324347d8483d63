import { describe, expect, test } from 'bun:test'
import { contactInviteList, contactInviter, newContactInvite } from '#protocol/contacts'
import { limits } from '#protocol/limits'
import { deleteAccount } from '#server/domain/accounts/delete'
import { befriend, contactSettings, type Reachable, reachable } from '../harness/contacts'
import { databaseState } from '../harness/database-state'
import type { Probe } from '../harness/probe-people'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine, settings: contactSettings })

    async function invite(person: Probe, input: { uses?: number; days?: number } = {}) {
      const answer = await person.post('/contacts/invites', input)
      return answer.read(newContactInvite.strict())
    }
    const open = (person: Probe, token: string) => person.post('/contacts/invites/open', { token })
    const accept = (person: Probe, token: string) => person.post('/contacts/invites/accept', { token })

    test('[ACC-13] a link says who made it, and makes contacts when it is accepted, once', async () => {
      const [alice, bob, eve] = await reachable(server, 'alice', 'bob', 'eve')
      const { token, uses_left } = await invite(alice)
      expect(uses_left).toBe(1)
      await using aliceSocket = await alice.socket()
      await using eveSocket = await eve.socket()
      await eveSocket.next('contact_list')

      const inviter = (await open(bob, token)).read(contactInviter.strict())
      expect(inviter.user).toEqual({
        id: alice.id,
        username: alice.username,
        display_name: null,
        color: null,
      })
      expect((await accept(bob, token)).read(contactInviter.strict())).toEqual(inviter)

      expect((await aliceSocket.next('contact')).data).toMatchObject({
        user: { id: bob.id },
        state: 'contact',
      })
      expect(await eveSocket.fence()).toEqual([])
      refusal(await open(eve, token), 'not_found')
      refusal(await accept(eve, token), 'not_found')
    })

    test('[ACC-13][H07] of many who accept the last use at once one gets it', async () => {
      const [alice, ...others] = await reachable(server, 'alice', 'a', 'b', 'c', 'd', 'e')
      const { token } = await invite(alice, { uses: 2 })
      const answers = await Promise.all(others.map((person) => accept(person, token)))
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 404, 404, 404])
    })

    test('[ACC-13][H07] a link that is revoked, has run out, is used up or was never made is no good', async () => {
      const [alice, bob, eve] = await reachable(server, 'alice', 'bob', 'eve')
      const revoked = await invite(alice)
      refusal(await eve.delete(`/contacts/invites/${revoked.id}`), 'not_found')
      expect((await alice.delete(`/contacts/invites/${revoked.id}`)).status).toBe(204)
      const late = await invite(alice)
      await server.app.store.transaction((tx) =>
        tx.db
          .updateTable('contact_invites')
          .set({ expires_at: Date.now() - 1 })
          .where('id', '=', late.id)
          .execute(),
      )
      const used = await invite(alice)
      await accept(bob, used.token)
      const texts = new Set<string>()
      for (const token of [revoked.token, late.token, used.token, 'x'.repeat(43)]) {
        for (const answer of [await open(eve, token), await accept(eve, token)]) {
          refusal(answer, 'not_found')
          texts.add(answer.text)
        }
      }
      expect(texts.size).toBe(1)
    })

    test('[ACC-13] accepting again, or by a contact, uses nothing up; one’s own link is none', async () => {
      const [alice, bob] = await reachable(server, 'alice', 'bob')
      const { id, token } = await invite(alice, { uses: 2 })
      await accept(bob, token)
      expect((await accept(bob, token)).status).toBe(200)
      refusal(await accept(alice, token), 'conflict')
      const { invites } = (await alice.get('/contacts/invites')).read(contactInviteList.strict())
      expect(invites.map((one) => [one.id, one.uses_left])).toEqual([[id, 1]])
      expect((await bob.get('/contacts/invites')).read(contactInviteList).invites).toEqual([])
    })

    test('[ACC-13][H14] to who is blocked a link is like any that is no good; who blocks must unblock first', async () => {
      const [alice, eve] = await reachable(server, 'alice', 'eve')
      await befriend(server, alice, eve)
      await alice.call('POST', `/contacts/${eve.id}/block`)
      const { token } = await invite(alice)
      const unknown = await open(eve, 'x'.repeat(43))
      for (const answer of [await open(eve, token), await accept(eve, token)]) {
        refusal(answer, 'not_found')
        expect(answer.text).toBe(unknown.text)
      }
      refusal(await accept(alice, (await invite(eve)).token), 'conflict')
    })

    test('[ACC-13] the token is stored nowhere, and deleting the account ends its links and its contacts', async () => {
      const [alice, bob, eve] = await reachable(server, 'alice', 'bob', 'eve')
      const { token } = await invite(alice)
      expect(await databaseState(server.app.store)).not.toContain(token)
      await befriend(server, alice, bob)
      await using bobSocket = await bob.socket()
      await bobSocket.next('contact_list')
      await removeAccount(alice)
      expect((await bobSocket.next('contact')).data).toMatchObject({
        user: { id: alice.id, username: 'Deleted User' },
        state: 'none',
      })
      refusal(await open(eve, token), 'not_found')
      refusal(await bob.delete(`/contacts/${alice.id}`), 'not_found')
    })

    test('[ACC-13] there are at most so many links, of so many uses and days', async () => {
      const [alice] = await reachable(server, 'alice')
      const { most, mostUses, mostDays } = limits.contactInvites
      for (const input of [{ uses: 0 }, { uses: mostUses + 1 }, { days: 0 }, { days: mostDays + 1 }]) {
        refusal(await alice.post('/contacts/invites', input), 'invalid')
      }
      for (let n = 0; n < most; n++) await invite(alice)
      refusal(await alice.post('/contacts/invites', {}), 'conflict')
    })

    async function removeAccount(person: Reachable): Promise<void> {
      await server.app.store.transaction((tx) => deleteAccount(server.app, tx, person.id))
    }
  })
}
