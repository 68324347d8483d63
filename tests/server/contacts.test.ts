import { describe, expect, test } from 'bun:test'
import { userList } from '#protocol/accounts'
import { limits } from '#protocol/limits'
import { ask, befriend, contactSettings, type Reachable, reachable } from '../harness/contacts'
import { people } from '../harness/probe-people'
import { directRoom, write } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines, startServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const nobodysNumber = '+4915999999999'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine, settings: contactSettings })

    /** What the server tells somebody about their contacts when they connect. */
    async function listOf(person: Reachable) {
      await using socket = await person.socket()
      const { data } = await socket.next('contact_list')
      return data.contacts.map(({ user, state }) => [user.username, state])
    }

    async function find(seeker: Reachable, query: string) {
      const answer = await seeker.get(`/users?query=${query}`)
      return answer.read(userList.strict()).users.map(({ id }) => id)
    }

    test('[ACC-13] asking is answered the same for a number somebody has, nobody has, and one’s own', async () => {
      const [alice, bob] = await reachable(server, 'alice', 'bob')
      const answers = [
        await ask(server, alice, bob.phone),
        await ask(server, alice, nobodysNumber),
        await ask(server, alice, alice.phone),
        await ask(server, alice, bob.phone),
      ]
      for (const { status, text } of answers) expect([status, text]).toEqual([202, ''])
      expect(await listOf(alice)).toEqual([])
      expect(await listOf(bob)).toEqual([[alice.username, 'requested']])
    })

    test('[ACC-13] a request is heard by whom it is for alone, once, and makes contacts when it is accepted', async () => {
      const [alice, bob, eve] = await reachable(server, 'alice', 'bob', 'eve')
      await using aliceSocket = await alice.socket()
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()

      await ask(server, alice, bob.phone)
      await ask(server, alice, bob.phone)
      const asked = await bobSocket.next('contact')
      expect(asked.data).toMatchObject({ user: { username: alice.username }, state: 'requested' })
      await bob.call('POST', `/contacts/${alice.id}/accept`)

      expect((await aliceSocket.next('contact')).data).toMatchObject({
        user: { id: bob.id },
        state: 'contact',
      })
      expect((await bobSocket.next('contact')).data).toMatchObject({
        user: { id: alice.id },
        state: 'contact',
      })
      const rest = [
        ...(await aliceSocket.fence()),
        ...(await bobSocket.fence()),
        ...(await eveSocket.fence()),
      ]
      expect(rest.filter(({ type }) => type === 'contact')).toEqual([])
      expect(JSON.stringify(rest)).not.toContain(alice.phone)
    })

    test('[ACC-13] who asks somebody that has asked them agrees, also when both ask at once', async () => {
      const [alice, bob, carol] = await reachable(server, 'alice', 'bob', 'carol')
      await ask(server, alice, bob.phone)
      await ask(server, bob, alice.phone)
      expect(await listOf(alice)).toEqual([[bob.username, 'contact']])
      await Promise.all([ask(server, alice, carol.phone), ask(server, carol, alice.phone)])
      await server.app.background.settled()
      expect(await listOf(carol)).toEqual([[alice.username, 'contact']])
    })

    test('[ACC-13][H02] only contacts open a direct room, whoever it is and whether or not they exist', async () => {
      const [alice, bob, eve] = await reachable(server, 'alice', 'bob', 'eve')
      await befriend(server, alice, bob)
      const open = (id: string) => eve.post('/chat/rooms', { room_type: 'direct', member_ids: [id] })
      const answers = [await open(bob.id), await open('aaaaaaaaaaaaaaaa')]
      for (const answer of answers) refusal(answer, 'not_a_contact')
      expect(answers[0]?.text).toBe(answers[1]?.text ?? '')
      expect((await directRoom(alice, bob)).peer?.id).toBe(bob.id)
    })

    test('[ACC-13][H13] people find their contacts alone, by name', async () => {
      const [alice, bob, eve] = await reachable(server, 'alice', 'bobby', 'bobbo')
      await befriend(server, alice, bob)
      await ask(server, eve, alice.phone)
      expect(await find(alice, 'BOBB')).toEqual([bob.id])
      expect(await find(eve, 'bobb')).toEqual([])
      expect(await find(eve, 'ali')).toEqual([])
    })

    test('[ACC-13] removing a contact ends writing at once; what was said stays, and what was sent is found again', async () => {
      const [alice, bob] = await reachable(server, 'alice', 'bob')
      await befriend(server, alice, bob)
      const room = await directRoom(alice, bob)
      const sent = await write(alice, room, 'Before', { client_id: 'before' })
      await using aliceSocket = await alice.socket()

      expect((await bob.delete(`/contacts/${alice.id}`)).status).toBe(204)

      expect((await aliceSocket.next('contact')).data).toMatchObject({ user: { id: bob.id }, state: 'none' })
      for (const person of [alice, bob]) {
        refusal(await person.post(`/chat/rooms/${room.id}/messages`, { content: 'After' }), 'not_a_contact')
        refusal(
          await person.post('/chat/rooms', {
            room_type: 'direct',
            member_ids: [person === alice ? bob.id : alice.id],
          }),
          'not_a_contact',
        )
        expect((await person.get(`/chat/rooms/${room.id}/messages`)).text).toContain('Before')
      }
      expect((await write(alice, room, 'Before', { client_id: 'before' })).id).toBe(sent.id)
      refusal(await bob.delete(`/contacts/${alice.id}`), 'not_found')
    })

    test('[ACC-13] who was refused or removed is not heard for a while; who refused may ask', async () => {
      const [alice, bob, carol] = await reachable(server, 'alice', 'bob', 'carol')
      await ask(server, alice, bob.phone)
      await bob.delete(`/contacts/${alice.id}`)
      await ask(server, alice, bob.phone)
      expect(await listOf(bob)).toEqual([])

      await server.app.store.transaction((tx) =>
        tx.db
          .updateTable('contacts')
          .set((column) => ({ refuses_until: column('refuses_until', '-', limits.contactRefusedMs) }))
          .where('account_id', '=', bob.id)
          .execute(),
      )
      await ask(server, alice, bob.phone)
      expect(await listOf(bob)).toEqual([[alice.username, 'requested']])

      await befriend(server, alice, carol)
      await alice.delete(`/contacts/${carol.id}`)
      await ask(server, carol, alice.phone)
      expect((await listOf(alice)).filter(([name]) => name === carol.username)).toEqual([])
      await ask(server, alice, carol.phone)
      expect(await listOf(carol)).toEqual([[alice.username, 'requested']])
    })

    test('[ACC-13][H14] to somebody blocked it looks as if they had been removed, whatever they try', async () => {
      const [alice, removed, blocked] = await reachable(server, 'alice', 'bob', 'eve')
      for (const other of [removed, blocked]) await befriend(server, alice, other)
      const rooms = new Map([
        [removed, await directRoom(alice, removed)],
        [blocked, await directRoom(alice, blocked)],
      ])
      const sockets = new Map([
        [removed, await removed.socket()],
        [blocked, await blocked.socket()],
      ])
      await alice.delete(`/contacts/${removed.id}`)
      await alice.call('POST', `/contacts/${blocked.id}/block`)

      const seen = []
      for (const [person, room] of rooms) {
        const socket = sockets.get(person)
        const told = await socket?.next('contact')
        const told2 = (await socket?.presences())?.at(-1)
        const answers = [
          await ask(server, person, alice.phone),
          await person.post(`/chat/rooms/${room.id}/messages`, { content: 'Hello?' }),
          await person.post('/chat/rooms', { room_type: 'direct', member_ids: [alice.id] }),
          await person.call('POST', `/contacts/${alice.id}/accept`),
          await person.delete(`/contacts/${alice.id}`),
          await person.get(`/users?query=alice`),
          await person.get(`/chat/rooms/${room.id}/receipts`),
        ]
        seen.push(
          JSON.stringify([told?.data.state, told2, answers.map(({ status, text }) => [status, text])])
            .replaceAll(person.id, 'ID')
            .replaceAll(person.username, 'NAME'),
        )
        await socket?.[Symbol.asyncDispose]()
      }
      expect(seen[0]).toBe(seen[1] ?? '')
      expect(await listOf(alice)).toEqual([[blocked.username, 'blocked']])

      await alice.delete(`/contacts/${blocked.id}/block`)
      expect(await listOf(alice)).toEqual([])
      await ask(server, blocked, alice.phone)
      expect(await listOf(alice)).toEqual([[blocked.username, 'requested']])
    })

    test('[ACC-13] only people one had to do with can be blocked, and others learn nothing by trying', async () => {
      const [alice, eve] = await reachable(server, 'alice', 'eve')
      for (const path of [`/contacts/${alice.id}`, '/contacts/aaaaaaaaaaaaaaaa']) {
        for (const [method, end] of [
          ['POST', '/block'],
          ['DELETE', '/block'],
          ['POST', '/accept'],
          ['DELETE', ''],
        ] as const) {
          refusal(await eve.call(method, `${path}${end}`), 'not_found')
        }
      }
      await ask(server, eve, alice.phone)
      expect((await alice.call('POST', `/contacts/${eve.id}/block`)).status).toBe(204)
      await ask(server, eve, alice.phone)
      expect(await listOf(alice)).toEqual([[eve.username, 'blocked']])
      expect(await listOf(eve)).toEqual([])
    })

    test('[ACC-13] of accepting and blocking at once, one comes after the other', async () => {
      const [alice, bob] = await reachable(server, 'alice', 'bob')
      for (let round = 0; round < 10; round++) {
        await ask(server, bob, alice.phone)
        await Promise.all([
          alice.call('POST', `/contacts/${bob.id}/accept`),
          alice.call('POST', `/contacts/${bob.id}/block`),
          bob.delete(`/contacts/${alice.id}`),
        ])
        expect(await listOf(alice)).toEqual([[bob.username, 'blocked']])
        expect(await listOf(bob)).toEqual([])
        await alice.delete(`/contacts/${bob.id}/block`)
        await server.app.store.transaction((tx) =>
          tx.db.updateTable('contacts').set({ refuses_until: null }).execute(),
        )
      }
    })

    test('[ACC-13][H03] nothing is written after a removal, though both happen at once', async () => {
      const [alice, bob] = await reachable(server, 'alice', 'bob')
      await befriend(server, alice, bob)
      const room = await directRoom(alice, bob)
      const sends = Array.from({ length: 20 }, (_, n) =>
        alice.post(`/chat/rooms/${room.id}/messages`, { content: `Text ${n}` }),
      )
      const removal = bob.delete(`/contacts/${alice.id}`)
      expect((await removal).status).toBe(204)
      const { head } = JSON.parse((await bob.get(`/chat/rooms/${room.id}/messages`)).text) as { head: number }
      await Promise.all(sends)
      const after = JSON.parse((await bob.get(`/chat/rooms/${room.id}/messages`)).text) as { head: number }
      expect(after.head).toBe(head)
    })

    test('[ACC-13][C03] numbers are asked for so often and no more', async () => {
      const [eve] = await reachable(server, 'eve')
      for (let n = 0; n < 20; n++) expect((await ask(server, eve, `+4917000000${n + 10}`)).status).toBe(202)
      const answer = await ask(server, eve, nobodysNumber)
      refusal(answer, 'rate_limited')
      expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0)
    })
  })
}

test('[ACC-13] where everybody finds everybody there are no contacts', async () => {
  await using server = await startServer()
  const [alice, bob] = await people(server, 'alice', 'bob')
  refusal(await alice.post('/contacts/requests', { phone: nobodysNumber }), 'policy_disabled')
  refusal(await alice.call('POST', `/contacts/${bob.id}/accept`), 'policy_disabled')
  refusal(await alice.get('/contacts/invites'), 'policy_disabled')
  refusal(await alice.post('/contacts/invites', {}), 'policy_disabled')
  await using socket = await alice.socket()
  expect((await socket.fence()).map(({ type }) => type)).toEqual([])
})
