import { describe, expect, test } from 'bun:test'
import { message } from '#protocol/messages'
import { roomList, roomWithMembers } from '#protocol/rooms'
import { lobbyOf, newGuest } from '../harness/guest'
import { people } from '../harness/probe-people'
import { directRoom } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines, startServer } from '../harness/server'

const wall = { profile: 'wall' }

for (const engine of engines) {
  describe(engine, () => {
    test('[ROOM-1] [L1] there is one lobby, and everyone with an account is in it', async () => {
      await using server = await startServer({ engine, settings: wall })
      const [alice, bob] = await people(server, 'alice', 'bob')
      const lobby = await lobbyOf(alice)
      expect(await lobbyOf(bob)).toEqual(lobby)
      expect([lobby.name, lobby.member_count, lobby.unread_count]).toEqual(['Lobby', 2, 0])

      await server.stop()
      await server.start()
      expect((await lobbyOf(alice)).id).toBe(lobby.id)
    })

    test('[ROOM-1] [L1] what is written there reaches everyone at once, and those who come later can read it', async () => {
      await using server = await startServer({ engine, settings: wall })
      const [alice, bob] = await people(server, 'alice', 'bob')
      const lobby = await lobbyOf(alice)
      await using ears = await bob.socket()
      const path = `/chat/rooms/${lobby.id}/messages`
      await alice.call('POST', path, { json: { content: 'Hello, all' } })
      expect((await ears.next('message')).data.content).toBe('Hello, all')
      expect((await lobbyOf(bob)).unread_count).toBe(1)

      const [eve] = await people(server, 'eve')
      expect((await lobbyOf(eve)).unread_count).toBe(0)
      expect((await eve.get(path)).text).toContain('Hello, all')
    })

    test('[ROOM-1] it is nobody’s to leave, rename, delete or fill', async () => {
      await using server = await startServer({ engine, settings: wall })
      const [alice, bob] = await people(server, 'alice', 'bob')
      const { id } = await lobbyOf(alice)
      refusal(await alice.delete(`/chat/rooms/${id}/members/${alice.id}`), 'forbidden')
      refusal(await alice.delete(`/chat/rooms/${id}/members/${bob.id}`), 'forbidden')
      refusal(await alice.patch(`/chat/rooms/${id}`, { name: 'Mine' }), 'forbidden')
      refusal(await alice.delete(`/chat/rooms/${id}`), 'forbidden')
      refusal(await alice.post('/chat/rooms', { room_type: 'lobby', name: 'Another' }), 'invalid')
    })

    test('[ROOM-1] [L4] accounts from before the lobby are in it after a start that opens it, and out after one that closes it', async () => {
      await using server = await startServer({ engine, settings: { profile: 'team' } })
      const [alice, bob] = await people(server, 'alice', 'bob')
      await directRoom(alice, bob)
      await expect(lobbyOf(alice)).rejects.toThrow()

      await server.stop()
      await server.start({ 'rooms.lobby': true })
      const lobby = await lobbyOf(alice)
      await alice.post(`/chat/rooms/${lobby.id}/messages`, { content: 'Kept' })
      expect(lobby.member_count).toBe(2)

      await server.stop()
      await server.start({ 'rooms.lobby': false })
      expect((await alice.get('/chat/rooms')).read(roomList).rooms).toHaveLength(1)
      refusal(await alice.get(`/chat/rooms/${lobby.id}/messages`), 'not_a_member')

      await server.stop()
      await server.start({ 'rooms.lobby': true })
      expect((await bob.get(`/chat/rooms/${lobby.id}/messages`)).text).toContain('Kept')
    })

    test('[E12] [L2] a guest reads and writes in the lobby, and reaches nothing and nobody else', async () => {
      await using server = await startServer({
        engine,
        settings: { profile: 'team', 'rooms.lobby': true, 'guests.lobby': true },
      })
      const [alice, bob] = await people(server, 'alice', 'bob')
      const direct = await directRoom(alice, bob)
      const guest = await newGuest(server)
      expect(guest.username).toMatch(/^Guest [0-9]+$/)

      const lobby = await lobbyOf(guest)
      const path = `/chat/rooms/${lobby.id}/messages`
      await using ears = await alice.socket()
      const sent = (await guest.call('POST', path, { json: { content: 'Hi there' } })).read(message)
      expect(sent.sender_username).toBe(guest.username)
      expect((await ears.next('message')).data.id).toBe(sent.id)
      await alice.call('POST', path, { json: { content: 'Welcome' } })
      expect((await guest.call('GET', path)).text).toContain('Welcome')

      const closed: [string, string, unknown?][] = [
        ['GET', '/users?query=alice'],
        ['GET', '/auth/sessions'],
        ['GET', '/auth/passkeys'],
        ['POST', '/auth/passkey-registration'],
        ['GET', '/auth/identities'],
        ['POST', '/chat/rooms', { room_type: 'direct', member_ids: [alice.id] }],
        ['POST', '/chat/rooms', { room_type: 'group', name: 'Mine' }],
        ['POST', `/chat/rooms/${lobby.id}/members`, { user_id: bob.id }],
        ['DELETE', `/chat/rooms/${lobby.id}`],
      ]
      for (const [method, closedPath, json] of closed) {
        refusal(await guest.call(method, closedPath, json === undefined ? {} : { json }), 'forbidden')
      }
      for (const other of [direct.id, 'aaaaaaaa']) {
        refusal(await guest.call('GET', `/chat/rooms/${other}`), 'not_a_member')
        refusal(await guest.call('GET', `/chat/rooms/${other}/messages`), 'not_a_member')
        refusal(await guest.call('POST', `/chat/rooms/${other}/read`, { json: { seq: 1 } }), 'not_a_member')
      }
      const { members } = (await guest.call('GET', `/chat/rooms/${lobby.id}`)).read(roomWithMembers)
      expect(members.map(({ id }) => id)).toEqual([guest.id])
      expect((await guest.call('GET', `/chat/rooms/${lobby.id}/receipts`)).text).not.toContain(bob.username)
    })

    test('[E12] [L2] nobody finds a guest, adds one to a room or opens a direct room with one', async () => {
      const settings = { profile: 'team', 'rooms.lobby': true, 'guests.lobby': true }
      await using server = await startServer({ engine, settings })
      const [alice] = await people(server, 'alice')
      const guest = await newGuest(server)
      const found = await alice.get(`/users?query=${encodeURIComponent('Guest')}`)
      expect(found.text).not.toContain(guest.id)
      refusal(await alice.post('/chat/rooms', { room_type: 'direct', member_ids: [guest.id] }), 'invalid')
      const group = (await alice.post('/chat/rooms', { room_type: 'group', name: 'Ours' })).read(
        roomWithMembers,
      )
      refusal(await alice.post(`/chat/rooms/${group.id}/members`, { user_id: guest.id }), 'invalid')
      refusal(
        await alice.post('/chat/rooms', { room_type: 'group', name: 'O', member_ids: [guest.id] }),
        'invalid',
      )
    })
  })
}
