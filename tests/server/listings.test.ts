import { describe, expect, test } from 'bun:test'
import { type RoomListing, room, roomListing } from '#protocol/rooms'
import { anotherDevice, type Probe, people } from '../harness/probe-people'
import { groupRoom, write } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    async function sharedRoom() {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const { id } = await groupRoom(alice, [bob])
      return { alice, bob, eve, id, path: `/chat/rooms/${id}/listing` }
    }

    async function list(person: Probe, path: string, json: object): Promise<RoomListing> {
      return (await person.patch(path, json)).read(roomListing.strict())
    }

    async function listed(person: Probe, id: string) {
      const { pinned_at, archived_seq, listing_changes } = (await person.get(`/chat/rooms/${id}`)).read(room)
      return { room_id: id, pinned_at, archived_seq, listing_changes }
    }

    test('[ROOM-3] [D33] a member pins and archives a room for themselves alone', async () => {
      const { alice, bob, id, path } = await sharedRoom()
      const untouched = { room_id: id, pinned_at: null, archived_seq: null, listing_changes: 0 }
      expect(await listed(alice, id)).toEqual(untouched)

      const pinned = await list(alice, path, { is_pinned: true })
      expect(pinned).toMatchObject({ archived_seq: null, listing_changes: 1 })
      expect(pinned.pinned_at).not.toBeNull()
      expect(await list(alice, path, { is_pinned: true })).toEqual(pinned)
      expect(await list(alice, path, { archived_seq: 1 })).toEqual({
        ...pinned,
        archived_seq: 1,
        listing_changes: 2,
      })
      expect(await list(alice, path, { is_pinned: false, archived_seq: null })).toEqual({
        ...untouched,
        listing_changes: 3,
      })
      expect(await listed(bob, id)).toEqual(untouched)
    })

    test('[ROOM-3] [D33] a room is never archived past its newest entry, so the next one brings it back', async () => {
      const { alice, bob, id, path } = await sharedRoom()
      expect(await list(alice, path, { archived_seq: 1_000 })).toMatchObject({ archived_seq: 1 })
      await write(bob, { id }, 'Still here')
      const shown = (await alice.get(`/chat/rooms/${id}`)).read(room)
      expect([shown.archived_seq, shown.last_message?.seq]).toEqual([1, 2])
    })

    test("[ROOM-3] [D33] all devices of the person hear of it once, and nobody else's do", async () => {
      const { alice, bob, eve, path } = await sharedRoom()
      await using laptop = await alice.socket()
      await using phone = await (await anotherDevice(server, alice)).socket()
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()

      const data = await list(alice, path, { is_pinned: true })
      await list(alice, path, { is_pinned: true })

      expect(await laptop.fence()).toEqual([{ type: 'room_listing', data }])
      expect(await phone.fence()).toEqual([{ type: 'room_listing', data }])
      expect(await bobSocket.fence()).toEqual([])
      expect(await eveSocket.fence()).toEqual([])
    })

    test('[ROOM-3] who is not in the room, and what makes no sense, changes nothing', async () => {
      const { alice, eve, id, path } = await sharedRoom()
      refusal(await eve.call('PATCH', path, { json: { is_pinned: true } }), 'not_a_member')
      for (const json of [{}, { is_pinned: 1 }, { archived_seq: -1 }, { pinned_at: 0 }, []])
        refusal(await alice.call('PATCH', path, { json }), 'invalid')
      expect(await listed(alice, id)).toMatchObject({ listing_changes: 0 })
    })
  })
}
