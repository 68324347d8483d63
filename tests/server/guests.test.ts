import { describe, expect, test } from 'bun:test'
import { type Me, me } from '#protocol/accounts'
import { closeCodes } from '#protocol/close-codes'
import { message } from '#protocol/messages'
import { signedIn } from '#protocol/sessions'
import { protocolVersion } from '#protocol/version'
import { foldName } from '#server/store/accounts'
import { cookieJar } from '../harness/cookies'
import { type Guest, lobbyOf, newGuest } from '../harness/guest'
import { people } from '../harness/probe-people'
import { openSocket } from '../harness/probe-socket'
import { refusal, request } from '../harness/request'
import { engines, startServer, type TestServer } from '../harness/server'

const wall = { profile: 'wall' }
const password = 'Correct7horse!'

function claim(guest: Guest, username: string, more: object = {}) {
  return guest.call('POST', '/auth/register', { json: { username, password, keep_guest: true, ...more } })
}

async function write(guest: Guest, content: string) {
  const { id } = await lobbyOf(guest)
  return (await guest.call('POST', `/chat/rooms/${id}/messages`, { json: { content } })).read(message)
}

for (const engine of engines) {
  describe(engine, () => {
    test('[L3] a guest who registers keeps their id and what they wrote, and their sessions as a guest end', async () => {
      await using server = await startServer({ engine, settings: wall })
      const [bob] = await people(server, 'bob')
      const guest = await newGuest(server)
      const written = await write(guest, 'I was here')
      await using socket = await openSocket(server, { headers: guest.headers })
      socket.say({ type: 'hello', data: { version: protocolVersion } })
      await socket.next('synced')

      const account: Me = (await claim(guest, 'alice')).read(me)
      expect([account.id, account.username, account.is_guest]).toEqual([guest.id, 'alice', false])
      refusal(await guest.call('GET', '/auth/me'), 'unauthenticated')
      expect((await socket.closed).code).toBe(closeCodes.session_ended.code)

      const login = await request(server, 'POST', '/auth/login', { json: { username: 'alice', password } })
      expect(login.read(signedIn).user).toEqual(account)
      const page = await bob.get(`/chat/rooms/${written.room_id}/messages`)
      expect(page.text).toContain('"sender_username":"alice"')
      expect(page.text).not.toContain(guest.username)
      expect((await lobbyOf(bob)).member_count).toBe(2)
    })

    test('[B16] a claim is a registration: its rules hold, and a guest’s token lets nobody take another account', async () => {
      await using server = await startServer({ engine, settings: wall })
      const [bob] = await people(server, 'bob')
      const guest = await newGuest(server)
      refusal(await claim(guest, bob.username.toUpperCase()), 'taken')
      refusal(await claim(guest, 'alice', { email: bob.email }), 'taken')
      refusal(await claim(guest, 'alice', { password: 'weak' }), 'invalid')
      expect((await guest.call('GET', '/auth/me')).read(me).username).toBe(guest.username)

      const person = await bob.post('/auth/register', { username: 'alice', password, keep_guest: true })
      expect(person.read(me).id).not.toBe(bob.id)
      for (const name of [guest.username, foldName(guest.username)]) {
        const json = { username: name, password: '' }
        refusal(
          await request(server, 'POST', '/auth/login', { json: { ...json, password } }),
          'invalid_credentials',
        )
      }
    })

    test('of guests who claim one name at once, one gets it', async () => {
      await using server = await startServer({ engine, settings: wall })
      const guests = await Promise.all(Array.from({ length: 5 }, () => newGuest(server)))
      const answers = await Promise.all(guests.map((guest) => claim(guest, 'alice')))
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
      for (const answer of answers.filter(({ status }) => status !== 201)) refusal(answer, 'taken')
    })

    test('guests whose sessions have run out make room: who wrote nothing is gone, what others wrote stays', async () => {
      await using server = await startServer({ engine, settings: wall })
      const [bob] = await people(server, 'bob')
      const [silent, writer, present] = [
        await newGuest(server),
        await newGuest(server),
        await newGuest(server),
      ]
      const written = await write(writer, 'I was here')
      await age(server, [silent.id, writer.id])
      await newGuest(server)

      expect((await lobbyOf(bob)).member_count).toBe(3)
      expect((await bob.get(`/chat/rooms/${written.room_id}/messages`)).text).toContain(writer.username)
      const left = await server.app.store.db
        .selectFrom('accounts')
        .select('id')
        .where('kind', '=', 'guest')
        .execute()
      expect(left.map(({ id }) => id)).not.toContain(silent.id)
      expect((await present.call('GET', '/auth/me')).status).toBe(200)
    })
  })
}

test('guests come in only where that is allowed, and not without end from one address', async () => {
  await using closed = await startServer({ settings: { profile: 'team' } })
  refusal(await request(closed, 'POST', '/auth/guest'), 'policy_disabled')

  await using server = await startServer({ settings: { ...wall, 'guests.per_address': 2 } })
  await newGuest(server)
  await newGuest(server)
  const answer = await request(server, 'POST', '/auth/guest')
  refusal(answer, 'rate_limited')
  expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0)
})

test('[ACC-4] a guest in a browser gets cookies that no script can read', async () => {
  await using server = await startServer({ settings: wall })
  const jar = cookieJar()
  const headers = { Origin: new URL(server.url).origin }
  const answer = await request(server, 'POST', '/auth/guest', { headers })
  jar.take(answer)
  expect(answer.read(signedIn).access_token).toBeUndefined()
  const known = await request(server, 'GET', '/auth/me', { headers: { Cookie: jar.header() } })
  expect(known.read(me).is_guest).toBe(true)
})

/** As if they had come long ago and not been back since. */
async function age({ app }: TestServer, ids: string[]): Promise<void> {
  await app.store.transaction(async (tx) => {
    await tx.db.updateTable('accounts').set({ created_at: 0 }).where('id', 'in', ids).execute()
    await tx.db.updateTable('sessions').set({ expires_at: 1 }).where('account_id', 'in', ids).execute()
  })
}
