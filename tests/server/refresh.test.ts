import { describe, expect, test } from 'bun:test'
import { signedIn } from '#protocol/sessions'
import { listAuditEntries } from '#server/store/audit'
import { type Probe, people } from '../harness/probe-people'
import { type Answer, refusal, request } from '../harness/request'
import { rotatedAgo } from '../harness/roles'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const hourMs = 60 * 60 * 1000

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    function refresh(refresh_token: string): Promise<Answer> {
      return request(server, 'POST', '/auth/refresh', { json: { refresh_token } })
    }

    async function refreshed(token: string) {
      const { access_token = '', refresh_token = '' } = (await refresh(token)).read(signedIn)
      return { access: access_token, refresh: refresh_token }
    }

    function me(access: string): Promise<Answer> {
      return request(server, 'GET', '/auth/me', { headers: { Authorization: `Bearer ${access}` } })
    }

    test('[E08] a device that lost the answer refreshes with the token it has, however late', async () => {
      const [alice] = await people(server, 'alice')
      const lost = await refreshed(alice.refreshToken)
      await rotatedAgo(server, alice, 8 * hourMs)

      const again = await refreshed(alice.refreshToken)

      expect(again.refresh).toBe(lost.refresh)
      expect((await me(again.access)).status).toBe(200)
      expect((await refresh(again.refresh)).status).toBe(200)
    })

    test('[E08] losing one answer after the other harms nothing either', async () => {
      const [alice] = await people(server, 'alice')
      let held = alice.refreshToken
      for (let round = 0; round < 4; round++) {
        await refreshed(held)
        await rotatedAgo(server, alice, hourMs)
        held = (await refreshed(held)).refresh
      }
      const last = await refreshed(held)
      expect((await me(last.access)).status).toBe(200)
    })

    test('[E07] once the new access token was used the old refresh token ends the session', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      await using socket = await alice.socket()
      const thief = await refreshed(alice.refreshToken)
      expect((await me(thief.access)).status).toBe(200)
      await rotatedAgo(server, alice, hourMs)

      refusal(await refresh(alice.refreshToken), 'unauthenticated')

      expect((await socket.closed).code).toBe(4410)
      refusal(await refresh(thief.refresh), 'unauthenticated')
      refusal(await me(thief.access), 'unauthenticated')
      expect((await me(bob.token)).status).toBe(200)
      expect(await eventsOf(alice)).toContain('refresh_token_reused')
    })

    test('[E07] once the new refresh token was used the one before ends the session, without a grace', async () => {
      const [alice] = await people(server, 'alice')
      const second = await refreshed(alice.refreshToken)
      const third = await refreshed(second.refresh)

      refusal(await refresh(alice.refreshToken), 'unauthenticated')

      refusal(await me(third.access), 'unauthenticated')
    })

    test('[E08] two tabs that refresh within ten seconds both go on, though one has used its token', async () => {
      const [alice] = await people(server, 'alice')
      const first = await refreshed(alice.refreshToken)
      expect((await me(first.access)).status).toBe(200)

      const second = await refreshed(alice.refreshToken)

      expect(second.refresh).toBe(first.refresh)
      expect((await me(second.access)).status).toBe(200)
      expect((await me(first.access)).status).toBe(200)
    })

    test('[E07] an old access token does not count as the arrival of the new one', async () => {
      const [alice] = await people(server, 'alice')
      await refreshed(alice.refreshToken)
      expect((await me(alice.token)).status).toBe(200)
      await rotatedAgo(server, alice, hourMs)

      expect((await refresh(alice.refreshToken)).status).toBe(200)
    })

    async function eventsOf({ id }: Probe) {
      return (await listAuditEntries(server.app.store, { accountId: id }, 20)).map(({ event }) => event)
    }
  })
}
