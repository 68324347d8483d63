import { describe, expect, test } from 'bun:test'
import { sql } from 'kysely'
import { userList } from '#protocol/accounts'
import { codeRequested } from '#protocol/codes'
import { messagePage } from '#protocol/messages'
import { roomList, roomWithMembers } from '#protocol/rooms'
import { deleteAccount } from '#server/domain/accounts/delete'
import { databaseState } from '../harness/database-state'
import { codeIn, openMailbox } from '../harness/mailbox'
import { browser } from '../harness/probe-browser'
import { anotherDevice, type Probe, password, people } from '../harness/probe-people'
import { directRoom } from '../harness/probe-rooms'
import { refusal, request } from '../harness/request'
import { engines, startServer, type TestServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

function remove(person: Probe, json: object = { password }) {
  return person.call('DELETE', '/auth/me', { json })
}

async function say(person: Probe, roomId: string, content: string) {
  const answer = await person.post(`/chat/rooms/${roomId}/messages`, { content })
  expect(answer.status).toBe(201)
}

async function history(person: Probe, roomId: string) {
  return (await person.get(`/chat/rooms/${roomId}/messages`)).read(messagePage).messages.toReversed()
}

function events(server: TestServer, { id }: Probe) {
  return server.app.store.db.selectFrom('audit_log').select('event').where('account_id', '=', id).execute()
}

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    async function group(owner: Probe, ...others: Probe[]) {
      const json = { room_type: 'group', name: 'Kitchen', member_ids: others.map(({ id }) => id) }
      return (await owner.post('/chat/rooms', json)).read(roomWithMembers).id
    }

    async function membersOf(person: Probe, roomId: string) {
      return (await person.get(`/chat/rooms/${roomId}`)).read(roomWithMembers).members
    }

    test('[O01] nobody deletes an account without proof, by a foreign page or with another password', async () => {
      const [alice] = await people(server, 'alice')
      const page = await browser(server, alice)
      const json = { password }

      refusal(await remove(alice, {}), 'wrong_password')
      refusal(await remove(alice, { password: 'Wrong7horse' }), 'wrong_password')
      refusal(await remove(alice, { code: '123456', transaction: 'a'.repeat(22) }), 'invalid_code')
      refusal(await request(server, 'DELETE', '/auth/me', { json }), 'unauthenticated')
      refusal(await page.call('DELETE', '/auth/me', { json, headers: { 'X-CSRF-Token': '' } }), 'csrf')
      const Origin = 'https://evil.example'
      refusal(await page.call('DELETE', '/auth/me', { json, headers: { Origin } }), 'foreign_origin')
      expect((await alice.get('/auth/me')).status).toBe(200)
      expect((await page.call('DELETE', '/auth/me', { json })).status).toBe(204)
      expect(page.jar.header()).toBe(page.jar.only('natter_device').header())
    })

    test('[O02] after a deletion every way in is shut at once, and nothing that is stored tells who it was', async () => {
      const [alice, bob, eve] = await people(server, 'margarete', 'bob', 'eve')
      const phone = await anotherDevice(server, alice)
      const room = await directRoom(alice, bob)
      await say(alice, room.id, 'I was here')
      const kitchen = await group(bob, alice)
      await using mine = await alice.socket()
      await using theirs = await bob.socket()
      await using strangers = await eve.socket()

      expect((await remove(alice)).status).toBe(204)

      expect((await mine.closed).code).toBe(4410)
      for (const device of [alice, phone]) {
        refusal(await device.get('/auth/me'), 'unauthenticated')
        const json = { refresh_token: device.refreshToken }
        refusal(await request(server, 'POST', '/auth/refresh', { json }), 'unauthenticated')
      }
      for (const names of [
        { username: alice.username },
        { email: alice.email },
        { username: 'Deleted User' },
      ]) {
        const json = { ...names, password }
        refusal(await request(server, 'POST', '/auth/login', { json }), 'invalid_credentials')
      }
      expect((await eve.get('/users?query=margarete')).read(userList).users).toEqual([])
      expect((await eve.get('/users?query=Deleted')).read(userList).users).toEqual([])
      const kept = await databaseState(server.app.store)
      expect(kept).toContain('I was here')
      expect(kept.toLowerCase()).not.toContain('margarete')

      const presences = (await theirs.presences()).map((frame) => frame.data)
      expect(presences.at(-1)).toEqual({ user_id: alice.id, is_online: false, last_seen_at: null })
      const heard = (await theirs.fence()).flatMap((frame) => (frame.type === 'message' ? [frame.data] : []))
      expect(
        heard
          .map(({ message_type, room_id, sender_username }) => [message_type, room_id, sender_username])
          .toSorted(),
      ).toEqual(
        [
          ['account_deleted', room.id, 'Deleted User'],
          ['account_deleted', kitchen, 'Deleted User'],
        ].toSorted(),
      )
      expect(await strangers.fence()).toEqual([])
    })

    test('[O03] others read "Deleted User", no number is missing, and nothing more can be written there', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      await say(alice, room.id, 'Hello')
      await say(bob, room.id, 'Hello yourself')
      const client_id = 'sent-before'
      await alice.post(`/chat/rooms/${room.id}/messages`, { content: 'Bye', client_id })
      await bob.post(`/chat/rooms/${room.id}/messages`, { content: 'Bye!', client_id })

      await remove(alice)

      const log = await history(bob, room.id)
      expect(log.map(({ seq, sender_username, content }) => [seq, sender_username, content])).toEqual([
        [1, 'Deleted User', 'Hello'],
        [2, bob.username, 'Hello yourself'],
        [3, 'Deleted User', 'Bye'],
        [4, bob.username, 'Bye!'],
        [5, 'Deleted User', ''],
      ])
      const shown = (await bob.get('/chat/rooms')).read(roomList).rooms.find(({ id }) => id === room.id)
      expect(shown).toMatchObject({ is_closed: true, peer: { id: alice.id, username: 'Deleted User' } })
      refusal(await bob.post(`/chat/rooms/${room.id}/messages`, { content: 'Still there?' }), 'forbidden')
      expect((await bob.post(`/chat/rooms/${room.id}/messages`, { content: 'Bye!', client_id })).status).toBe(
        200,
      )
      const again = { room_type: 'direct', member_ids: [alice.id] }
      refusal(await bob.post('/chat/rooms', again), 'invalid')
      expect(await history(bob, room.id)).toEqual(log)
    })

    test('[O03] the name is never given out again; the address is, and its new owner inherits nothing', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      await say(alice, room.id, 'Hello')
      await remove(alice)

      const register = (username: string) =>
        request(server, 'POST', '/auth/register', { json: { username, email: alice.email, password } })
      expect(refusal(await register(alice.username.toUpperCase()), 'taken').errors?.[0]?.path).toBe(
        'username',
      )
      const heir = `heir-${alice.username}`
      expect((await register(heir)).status).toBe(201)
      const signIn = await request(server, 'POST', '/auth/login', { json: { email: alice.email, password } })
      const { user, access_token } = JSON.parse(signIn.text)
      expect(user.id).not.toBe(alice.id)
      const headers = { Authorization: `Bearer ${access_token}` }
      const rooms = (await request(server, 'GET', '/chat/rooms', { headers })).read(roomList).rooms
      expect(rooms).toEqual([])
      refusal(await request(server, 'GET', `/chat/rooms/${room.id}`, { headers }), 'not_a_member')
    })

    test('[ACC-10] a group falls to the admin who is there longest, else to the member, and is gone with the last', async () => {
      const [alice, bob, carol, dave] = await people(server, 'alice', 'bob', 'carol', 'dave')
      const withAdmin = await group(alice, bob, carol)
      await alice.patch(`/chat/rooms/${withAdmin}/members/${carol.id}`, { role: 'admin' })
      const without = await group(alice, dave)
      const alone = await group(alice)

      await remove(alice)

      const roles = (await membersOf(carol, withAdmin)).map(({ id, role }) => [id, role])
      expect(roles).toEqual([
        [carol.id, 'owner'],
        [bob.id, 'member'],
      ])
      expect((await membersOf(dave, without)).map(({ id, role }) => [id, role])).toEqual([[dave.id, 'owner']])
      const log = await history(dave, without)
      expect(log.map(({ message_type }) => message_type)).toEqual([
        'room_created',
        'role_changed',
        'account_deleted',
      ])
      expect(log.map(({ seq }) => seq)).toEqual([1, 2, 3])
      const gone = await server.app.store.db
        .selectFrom('rooms')
        .select('id')
        .where('id', '=', alone)
        .execute()
      expect(gone).toEqual([])
      refusal(await dave.get(`/chat/rooms/${withAdmin}`), 'not_a_member')
    })

    test('[ACC-10] a direct room in which nothing was said goes with the account', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(bob, alice)
      await remove(alice)
      refusal(await bob.get(`/chat/rooms/${room.id}`), 'not_a_member')
      expect((await bob.get('/chat/rooms')).read(roomList).rooms).toEqual([])
    })

    test('[ACC-10] of two deletions at once one happens', async () => {
      const [alice] = await people(server, 'alice')
      const both = await Promise.all([remove(alice), remove(alice)])
      expect(both.map(({ status }) => status).toSorted()).toEqual([204, 401])
      expect((await events(server, alice)).filter(({ event }) => event === 'account_deleted')).toHaveLength(1)
    })

    test('[ACC-10] of two deletions that have both begun one happens', async () => {
      const [alice] = await people(server, 'alice')
      const begin = () => server.app.store.transaction((tx) => deleteAccount(server.app, tx, alice.id))
      const both = await Promise.allSettled([begin(), begin(), begin()])
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected'])
    })

    test('[ACC-10] who is added to rooms while they delete their account is in no group afterwards', async () => {
      for (let round = 0; round < 5; round++) {
        const [alice, bob] = await people(server, 'alice', 'bob')
        const kitchen = await group(bob)
        const member_ids = [alice.id]
        const [added, invited, , made, asked] = await Promise.all([
          bob.post(`/chat/rooms/${kitchen}/members`, { user_id: alice.id }),
          bob.post('/chat/rooms', { room_type: 'group', name: 'Choir', member_ids }),
          server.app.store.transaction((tx) => deleteAccount(server.app, tx, alice.id)),
          alice.post('/chat/rooms', { room_type: 'group', name: 'Mine', member_ids: [bob.id] }),
          bob.post('/chat/rooms', { room_type: 'direct', member_ids }),
        ])
        for (const { status } of [added, invited, made, asked]) expect(status).toBeLessThan(500)
        const left = await server.app.store.db
          .selectFrom('members')
          .select('room_id')
          .where('account_id', '=', alice.id)
          .execute()
        expect(left).toEqual([])
      }
    })

    test('[P04] the audit log tells what happened to an account, and the database refuses to change it', async () => {
      const [alice] = await people(server, 'alice')
      await request(server, 'POST', '/auth/login', {
        json: { username: alice.username, password: 'Wrong7horse' },
      })
      const other = await anotherDevice(server, alice)
      await alice.delete(`/auth/sessions/${other.sessionId}`)
      await alice.post('/auth/password', { current_password: password, password: 'Quite7different' })
      await remove(alice, { password: 'Quite7different' })

      expect((await events(server, alice)).map(({ event }) => event)).toEqual([
        ...(['account_created', 'login', 'login_failed', 'login', 'session_ended'] as const),
        ...(['password_changed', 'account_deleted'] as const),
      ])
      const { store } = server.app
      const changes = [sql`update audit_log set event = 'login'`, sql`delete from audit_log`]
      for (const change of changes) {
        await expect(store.transaction((tx) => change.execute(tx.db))).rejects.toThrow('only grows')
      }
    })
  })
}

test('[ACC-10] who has no password deletes their account by a code that was mailed for it, and gets a last mail', async () => {
  await using mailbox = await openMailbox()
  await using server = await startServer({ settings: { smtp_url: mailbox.url, 'mail.new_devices': false } })
  const [alice, eve] = await people(server, 'alice', 'eve')
  const transaction = (await alice.post('/auth/me/proof-code', { purpose: 'deletion' })).read(
    codeRequested,
  ).transaction
  const code = codeIn(await mailbox.next(alice.email))

  refusal(await remove(eve, { code, transaction }), 'invalid_code')
  const asked = (await alice.post('/auth/me/proof-code', { purpose: 'deletion' })).read(codeRequested)
  const fresh = codeIn(await mailbox.next(alice.email))
  expect((await remove(alice, { code: fresh, transaction: asked.transaction })).status).toBe(204)
  expect((await mailbox.next(alice.email)).subject).toContain('was deleted')
  expect((await eve.get('/auth/me')).status).toBe(200)
  expect(mailbox.untaken()).toEqual([])
})
