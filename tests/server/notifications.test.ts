import { describe, expect, test } from 'bun:test'
import { type Notifications, notifications } from '#protocol/notifications'
import { anotherDevice, type Probe, people } from '../harness/probe-people'
import { groupRoom } from '../harness/probe-rooms'
import { refusal, request } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const path = '/auth/me/notifications'
const usual: Notifications = { level: 'all', quiet_hours: null, shows_text: true, rooms: {} }
const night = { from: 22 * 60, to: 7 * 60, time_zone: 'Asia/Tokyo' }

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    const chosenBy = async (person: Probe) => (await person.get(path)).read(notifications.strict())
    const inRoom = ({ id }: { id: string }) => `/chat/rooms/${id}/notifications`

    test('[NOT-1] [N1] everything rings until one chooses otherwise, and each choice stands by itself', async () => {
      const [alice] = await people(server, 'alice')
      expect(await chosenBy(alice)).toEqual(usual)
      await alice.patch(path, { level: 'mentions' })
      await alice.patch(path, { quiet_hours: night })
      expect(await chosenBy(alice)).toEqual({ ...usual, level: 'mentions', quiet_hours: night })
      await alice.patch(path, { quiet_hours: null, shows_text: false })
      expect(await chosenBy(alice)).toEqual({ ...usual, level: 'mentions', shows_text: false })
    })

    test('[NOT-1] [N1] a room may have a level of its own, which goes with the membership', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const group = await groupRoom(alice, [bob])
      expect((await bob.patch(inRoom(group), { level: 'none' })).read(notifications).rooms).toEqual({
        [group.id]: 'none',
      })
      expect((await chosenBy(alice)).rooms).toEqual({})
      refusal(await eve.call('PATCH', inRoom(group), { json: { level: 'none' } }), 'not_a_member')
      expect((await chosenBy(eve)).rooms).toEqual({})

      await alice.delete(`/chat/rooms/${group.id}/members/${bob.id}`)
      expect((await chosenBy(bob)).rooms).toEqual({})
      await alice.post(`/chat/rooms/${group.id}/members`, { user_id: bob.id })
      expect((await chosenBy(bob)).rooms).toEqual({})

      await bob.patch(inRoom(group), { level: 'mentions' })
      expect((await bob.patch(inRoom(group), { level: null })).read(notifications).rooms).toEqual({})
    })

    test('[NOT-1] what makes no sense changes nothing, and nobody chooses without signing in', async () => {
      const [alice] = await people(server, 'alice')
      const bad = [
        { level: 'loud' },
        { quiet_hours: { ...night, time_zone: 'Mars/Olympus' } },
        { quiet_hours: { ...night, from: 1440 } },
        { quiet_hours: { from: 1, to: 2 } },
        { shows_text: 'no' },
        { rooms: {} },
      ]
      for (const json of bad) refusal(await alice.call('PATCH', path, { json }), 'invalid')
      refusal(await request(server, 'PATCH', path, { json: { level: 'none' } }), 'unauthenticated')
      expect(await chosenBy(alice)).toEqual(usual)
    })

    test("[NOT-1] [N2] the person's devices hear of a choice once, and nobody else does", async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const group = await groupRoom(alice, [bob])
      await using laptop = await alice.socket()
      await using phone = await (await anotherDevice(server, alice)).socket()
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()

      await alice.patch(inRoom(group), { level: 'none' })
      await alice.patch(inRoom(group), { level: 'none' })

      const heard = [
        { type: 'notifications' as const, data: { ...usual, rooms: { [group.id]: 'none' as const } } },
      ]
      expect(await laptop.fence()).toEqual(heard)
      expect(await phone.fence()).toEqual(heard)
      expect(await bobSocket.fence()).toEqual([])
      expect(await eveSocket.fence()).toEqual([])
    })
  })
}
