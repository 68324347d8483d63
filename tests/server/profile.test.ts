import { describe, expect, test } from 'bun:test'
import { me, user, userList } from '#protocol/accounts'
import { roomList, roomWithMembers } from '#protocol/rooms'
import { deleteAccount } from '#server/domain/accounts/delete'
import { befriend, contactSettings, reachable } from '../harness/contacts'
import { databaseState } from '../harness/database-state'
import { type Probe, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })
    const change = (person: Probe, input: unknown) => person.patch('/auth/me', input)

    test('[ACC-14] a display name and a colour are shown to whoever sees the person, beside the username', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const direct = await directRoom(alice, bob)
      const group = await groupRoom(bob, [alice])
      await write(alice, group, 'Hello')

      const changed = await change(alice, { display_name: 'Alice Ångström', color: 195 })

      const seen = { id: alice.id, username: alice.username, display_name: 'Alice Ångström', color: 195 }
      expect(changed.read(user.strict())).toEqual(seen)
      expect((await alice.get('/auth/me')).read(me)).toMatchObject(seen)
      const { rooms, people: writers } = (await bob.get('/chat/rooms')).read(roomList)
      expect(rooms.find(({ id }) => id === group.id)?.peer).toBeNull()
      expect(writers).toEqual([seen])
      expect((await bob.get(`/chat/rooms/${direct.id}`)).read(roomWithMembers).peer).toEqual(seen)
      const { members } = (await bob.get(`/chat/rooms/${group.id}`)).read(roomWithMembers)
      expect(members.find(({ id }) => id === alice.id)).toMatchObject(seen)
      expect((await bob.get(`/chat/rooms/${group.id}/receipts`)).text).toContain('Alice Ångström')
      expect((await bob.get('/users?query=Alice%20')).read(userList).users).toContainEqual(seen)
    })

    test('[ACC-14] those who share a room hear of it and their own devices do, nobody else', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      await groupRoom(alice, [bob])
      await using aliceSocket = await alice.socket()
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()
      await change(alice, { display_name: 'Al' })
      const seen = { id: alice.id, username: alice.username, display_name: 'Al', color: null }
      expect((await aliceSocket.next('user_changed')).data).toEqual(seen)
      expect((await bobSocket.next('user_changed')).data).toEqual(seen)
      expect(await eveSocket.fence()).toEqual([])
    })

    test('[ACC-14] what is left out stays, null takes away, and what is no name or colour changes nothing', async () => {
      const [alice] = await people(server, 'alice')
      await change(alice, { display_name: 'Al', color: 15 })
      await change(alice, { color: null })
      expect((await alice.get('/auth/me')).read(me)).toMatchObject({ display_name: 'Al', color: null })
      const before = await databaseState(server.app.store)
      for (const input of [
        {},
        { display_name: '' },
        { display_name: ' Al' },
        { display_name: 'a'.repeat(65) },
        { display_name: 'two\nlines' },
        { display_name: '\u200b' },
        { display_name: '\u202ekcatta' },
        { display_name: 'deleted User' },
        { display_name: 7 },
        { color: 16 },
        { color: '15' },
        { username: 'other' },
      ]) {
        refusal(await change(alice, input), 'invalid')
      }
      expect(await databaseState(server.app.store)).toBe(before)
      expect((await change(alice, { display_name: '😀'.repeat(64) })).status).toBe(200)
      expect((await change(alice, { display_name: null })).read(user).display_name).toBeNull()
    })

    test('[ACC-14][O02] deleting the account takes the name and the colour away', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      await write(alice, room, 'Hello')
      await change(alice, { display_name: 'Unmistakable', color: 15 })
      await server.app.store.transaction((tx) => deleteAccount(server.app, tx, alice.id))
      expect(await databaseState(server.app.store)).not.toContain('Unmistakable')
      expect((await bob.get(`/chat/rooms/${room.id}`)).read(roomWithMembers).peer).toEqual({
        id: alice.id,
        username: 'Deleted User',
        display_name: null,
        color: null,
      })
    })
  })
}

describe('among contacts', () => {
  const server = serverForAll({ settings: contactSettings })

  test('[ACC-14][H14] contacts hear of a new name without any room, who was blocked does not', async () => {
    const [alice, bob, eve] = await reachable(server, 'alice', 'bob', 'eve')
    for (const other of [bob, eve]) await befriend(server, alice, other)
    await directRoom(alice, eve)
    await alice.call('POST', `/contacts/${eve.id}/block`)
    await using bobSocket = await bob.socket()
    await using eveSocket = await eve.socket()
    await eveSocket.next('contact_list')
    await alice.patch('/auth/me', { display_name: 'Al' })
    expect((await bobSocket.next('user_changed')).data.display_name).toBe('Al')
    expect(await eveSocket.fence()).toEqual([])
  })
})
