import { describe, expect, test } from 'bun:test'
import { endedOthers, type SessionList, sessionList } from '#protocol/sessions'
import { endSession } from '#server/auth/sessions'
import { browser } from '../harness/probe-browser'
import { anotherDevice, type Probe, password, people } from '../harness/probe-people'
import { openSocket } from '../harness/probe-socket'
import { refusal, request } from '../harness/request'
import { engines, startServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const ended = 4410
const unauthenticated = 4401

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine, settings: { 'limits.sockets_per_person': 30 } })

    async function sessionsOf(person: Probe): Promise<SessionList['sessions']> {
      return (await person.get('/auth/sessions')).read(sessionList).sessions
    }

    async function expectOut({ headers, refreshToken }: Probe) {
      refusal(await request(server, 'GET', '/auth/me', { headers }), 'unauthenticated')
      const json = { refresh_token: refreshToken }
      refusal(await request(server, 'POST', '/auth/refresh', { json }), 'unauthenticated')
    }

    test('[ACC-5] [E06] signing out ends the session at once, on its open socket too, and no other', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const phone = await anotherDevice(server, alice)
      await using socket = await alice.socket()
      await using phoneSocket = await phone.socket()
      await using bobSocket = await bob.socket()

      const answer = await alice.call('POST', '/auth/logout')
      const { code } = await socket.closed

      expect(answer.status).toBe(204)
      expect(code).toBe(ended)
      await expectOut(alice)
      expect((await phone.get('/auth/me')).status).toBe(200)
      expect(await phoneSocket.fence()).toEqual([])
      expect(await bobSocket.fence()).toEqual([])
    })

    test('[ACC-5] signing out takes the cookies away that sign a page in', async () => {
      const [alice] = await people(server, 'alice')
      const page = await browser(server, alice)
      const cookies = page.jar.header()

      const answer = await page.call('POST', '/auth/logout')

      expect(answer.status).toBe(204)
      // What is left says which browser it is, and signs nobody in.
      expect(page.jar.header()).toBe(page.jar.only('natter_device').header())
      refusal(await request(server, 'GET', '/auth/me', { headers: { Cookie: cookies } }), 'unauthenticated')
    })

    test('[ACC-5] signing out many times at once is signing out', async () => {
      const [alice] = await people(server, 'alice')
      const answers = await Promise.all(Array.from({ length: 10 }, () => alice.call('POST', '/auth/logout')))
      for (const answer of answers) if (answer.status !== 204) refusal(answer, 'unauthenticated')
      await expectOut(alice)
    })

    test('[ACC-5] people see their own sessions, the last used first, and which one they use', async () => {
      const [alice] = await people(server, 'alice', 'bob')
      const headers = {
        'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      }
      await request(server, 'POST', '/auth/login', { json: { username: alice.username, password }, headers })

      const sessions = await sessionsOf(alice)

      expect(sessions.map(({ device, is_current }) => [device, is_current])).toEqual([
        ['Firefox on Linux', false],
        ['Probe', true],
      ])
      expect(sessions.every(({ address }) => address === '127.0.0.1' || address === '::1')).toBe(true)
      expect(sessions.find(({ is_current }) => is_current)?.id).toBe(alice.sessionId)
    })

    test('[ACC-5] any own session can be revoked, which closes its socket at once', async () => {
      const [alice] = await people(server, 'alice')
      const phone = await anotherDevice(server, alice)
      await using socket = await alice.socket()
      await using phoneSocket = await phone.socket()

      const answer = await alice.delete(`/auth/sessions/${phone.sessionId}`)

      expect(answer.status).toBe(204)
      expect((await phoneSocket.closed).code).toBe(ended)
      await expectOut(phone)
      expect((await sessionsOf(alice)).map(({ id }) => id)).toEqual([alice.sessionId])
      expect(await socket.fence()).toEqual([])
      refusal(await alice.delete(`/auth/sessions/${phone.sessionId}`), 'not_found')
    })

    test('[ACC-5] all other sessions can be revoked at once, and only those', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const phones = await Promise.all([anotherDevice(server, alice), anotherDevice(server, alice)])
      await using socket = await alice.socket()
      await using phoneSocket = await phones[0].socket()
      await using bobSocket = await bob.socket()

      const answer = await alice.delete('/auth/sessions')

      expect(answer.read(endedOthers)).toEqual({ ended: 2 })
      expect((await phoneSocket.closed).code).toBe(ended)
      for (const phone of phones) await expectOut(phone)
      expect((await sessionsOf(alice)).map(({ id }) => id)).toEqual([alice.sessionId])
      expect(await socket.fence()).toEqual([])
      expect(await bobSocket.fence()).toEqual([])
      expect((await bob.get('/auth/me')).status).toBe(200)
      expect((await alice.delete('/auth/sessions')).read(endedOthers)).toEqual({ ended: 0 })
    })

    test('[ACC-5] the session of another person is as little there as one that never was', async () => {
      const [alice, eve] = await people(server, 'alice', 'eve')
      await using socket = await alice.socket()

      const foreign = await eve.delete(`/auth/sessions/${alice.sessionId}`)
      const unknown = await eve.delete('/auth/sessions/aaaaaaaaaaaaaaaa')

      refusal(foreign, 'not_found')
      expect(foreign.text).toBe(unknown.text)
      expect(await socket.fence()).toEqual([])
      expect((await alice.get('/auth/me')).status).toBe(200)
    })

    test('[ACC-5] a socket that says hello while its session ends does not outlive it', async () => {
      const [alice] = await people(server, 'alice')
      for (let round = 0; round < 4; round++) {
        const phones = await Promise.all(Array.from({ length: 25 }, () => anotherDevice(server, alice)))
        const sockets = await Promise.all(phones.map(({ headers }) => openSocket(server, { headers })))

        const codes = await Promise.all(
          sockets.map(async (socket, n) => {
            socket.say({ type: 'hello', data: { version: 1 } })
            await Bun.sleep(n % 5)
            await endSession(server.app, alice.id, phones[n]?.sessionId ?? '')
            return (await socket.closed).code
          }),
        )

        expect(codes.filter((code) => code !== ended && code !== unauthenticated)).toEqual([])
      }
    })

    test('[ACC-6] sessions go on after a restart of the server', async () => {
      await using own = await startServer({ engine })
      const [alice, bob] = await people(own, 'alice', 'bob')
      const page = await browser(own, bob)
      const before = await alice.get('/auth/me')

      await own.stop()
      await own.start()

      expect((await alice.get('/auth/me')).text).toBe(before.text)
      expect((await page.call('GET', '/auth/me')).status).toBe(200)
      const json = { refresh_token: alice.refreshToken }
      expect((await request(own, 'POST', '/auth/refresh', { json })).status).toBe(200)
      await using socket = await alice.socket()
      expect(await socket.fence()).toEqual([])
    })

    test('[ACC-6] what was ended stays ended after a restart', async () => {
      await using own = await startServer({ engine })
      const [alice] = await people(own, 'alice')
      await alice.call('POST', '/auth/logout')

      await own.stop()
      await own.start()

      refusal(await alice.get('/auth/me'), 'unauthenticated')
    })
  })
}
