import { describe, expect, test } from 'bun:test'
import type { ServerFrame } from '#protocol/frames'
import { preferences } from '#protocol/preferences'
import { messageReceiptList, receiptList } from '#protocol/receipts'
import { anotherDevice, type Probe, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import type { ProbeSocket } from '../harness/probe-socket'
import { refusal, request } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const path = '/auth/me/preferences'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    async function choose(person: Probe, choice: object) {
      return (await person.patch(path, choice)).read(preferences.strict())
    }

    /** A group of alice, bob and carol in which alice wrote three texts. */
    async function writtenGroup() {
      const [alice, bob, carol, eve] = await people(server, 'alice', 'bob', 'carol', 'eve')
      const group = await groupRoom(alice, [bob, carol])
      for (const text of ['two', 'three', 'four']) await write(alice, group, text)
      return { alice, bob, carol, eve, id: group.id }
    }

    async function readSeqs(asker: Probe, id: string): Promise<Record<string, number | null>> {
      const { receipts } = (await asker.get(`/chat/rooms/${id}/receipts`)).read(receiptList)
      return Object.fromEntries(receipts.map((receipt) => [receipt.id, receipt.read_seq]))
    }

    async function receipts(socket: ProbeSocket) {
      const isReceipt = (frame: ServerFrame) => frame.type === 'receipt'
      return (await socket.fence()).filter(isReceipt).map(({ data }) => data)
    }

    test('[ACC-14] everything is shown until one chooses otherwise, and each choice stands by itself', async () => {
      const [alice] = await people(server, 'alice')
      const all = { read_receipts: true, last_seen: true, language: null }
      expect((await alice.get(path)).read(preferences.strict())).toEqual(all)
      expect(await choose(alice, { read_receipts: false })).toEqual({ ...all, read_receipts: false })
      const neither = { read_receipts: false, last_seen: false, language: null }
      expect(await choose(alice, { last_seen: false })).toEqual(neither)
      expect(await choose(alice, { language: 'ar' })).toEqual({ ...neither, language: 'ar' })
      expect(await choose(alice, {})).toEqual({ ...neither, language: 'ar' })
      expect(await choose(alice, all)).toEqual(all)
    })

    test('[ACC-14] what makes no sense changes nothing, and nobody chooses without signing in', async () => {
      const [alice] = await people(server, 'alice')
      for (const json of [
        { read_receipts: 'no' },
        { last_seen: null },
        { language: 'tlh' },
        { colour: true },
        [],
      ])
        refusal(await alice.call('PATCH', path, { json }), 'invalid')
      refusal(await request(server, 'PATCH', path, { json: { last_seen: false } }), 'unauthenticated')
      refusal(await request(server, 'GET', path), 'unauthenticated')
      expect((await alice.get(path)).read(preferences)).toEqual({
        ...{ read_receipts: true, last_seen: true, language: null },
      })
    })

    test("[ACC-14] the person's devices hear of a choice once, and nobody else does", async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      await directRoom(alice, bob)
      await using laptop = await alice.socket()
      await using phone = await (await anotherDevice(server, alice)).socket()
      await using bobSocket = await bob.socket()

      await choose(alice, { last_seen: false })
      await choose(alice, { last_seen: false })

      const heard = [
        { type: 'preferences' as const, data: { read_receipts: true, last_seen: false, language: null } },
      ]
      expect(await laptop.fence()).toEqual(heard)
      expect(await phone.fence()).toEqual(heard)
      expect(await bobSocket.fence()).toEqual([])
    })

    test('[MSG-5] [D25] what somebody has read is taken back at once when they stop showing it', async () => {
      const { alice, bob, carol, eve, id } = await writtenGroup()
      await bob.post(`/chat/rooms/${id}/read`, { seq: 3 })
      await using aliceSocket = await alice.socket()
      await using eveSocket = await eve.socket()

      await choose(bob, { read_receipts: false })

      const withheld = { room_id: id, user_id: bob.id, delivered_seq: 3, read_seq: null }
      expect(await receipts(aliceSocket)).toEqual([withheld])
      expect(await readSeqs(alice, id)).toEqual({ [alice.id]: 0, [bob.id]: null, [carol.id]: 0 })
      expect(await eveSocket.fence()).toEqual([])
      await bob.post(`/chat/rooms/${id}/read`, { seq: 3 })
      expect(await receipts(aliceSocket)).toEqual([])

      await bob.post(`/chat/rooms/${id}/read`, { seq: 4 })
      expect(await receipts(aliceSocket)).toEqual([{ ...withheld, delivered_seq: 4 }])
      await choose(bob, { read_receipts: true })
      expect(await receipts(aliceSocket)).toEqual([{ ...withheld, delivered_seq: 4, read_seq: 4 }])
    })

    test('[MSG-5] [D25] who shows nothing is shown nothing, on sockets of one room too; the others still are', async () => {
      const { alice, bob, carol, id } = await writtenGroup()
      await choose(alice, { read_receipts: false })
      await using aliceSocket = await alice.socket()
      await using scoped = await alice.socket(`/ws/chat/${id}`)
      await using carolSocket = await carol.socket()
      await using scopedCarol = await carol.socket(`/ws/chat/${id}`)

      await bob.post(`/chat/rooms/${id}/read`, { seq: 3 })

      const shown = { room_id: id, user_id: bob.id, delivered_seq: 3, read_seq: 3 }
      for (const socket of [aliceSocket, scoped])
        expect(await receipts(socket)).toEqual([{ ...shown, read_seq: null }])
      for (const socket of [carolSocket, scopedCarol]) expect(await receipts(socket)).toEqual([shown])
      expect(await readSeqs(alice, id)).toEqual({ [alice.id]: null, [bob.id]: null, [carol.id]: null })
      expect(await readSeqs(carol, id)).toEqual({ [alice.id]: null, [bob.id]: 3, [carol.id]: 0 })
    })

    test('[MSG-5] [D25] moments of reading from before and from while it was hidden stay unknown', async () => {
      const { alice, bob, id } = await writtenGroup()
      await bob.post(`/chat/rooms/${id}/read`, { seq: 2 })
      await choose(bob, { read_receipts: false })
      await bob.post(`/chat/rooms/${id}/read`, { seq: 3 })
      await choose(bob, { read_receipts: true })
      await bob.post(`/chat/rooms/${id}/read`, { seq: 4 })

      const times = []
      for (const seq of [2, 3, 4]) {
        const { body } = { body: await alice.get(`/chat/rooms/${id}/messages?after=${seq - 1}&limit=1`) }
        const messageId = JSON.parse(body.text).messages[0].id
        const answer = await alice.get(`/chat/rooms/${id}/messages/${messageId}/receipts`)
        const receipt = answer.read(messageReceiptList).receipts.find((one) => one.id === bob.id)
        times.push([receipt?.delivered_at !== null, receipt?.read_at !== null])
      }
      expect(times).toEqual([
        [true, false],
        [true, false],
        [true, true],
      ])
    })

    test('[PRE-1] [P7] who hides when they were last seen goes without a time, and is seen online as before', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      await directRoom(alice, bob)
      await using aliceSocket = await alice.socket()
      await choose(bob, { last_seen: false })
      expect((await aliceSocket.next('presence')).data.last_seen_at).toBeNull()

      const bobSocket = await bob.socket()
      expect((await aliceSocket.next('presence')).data).toMatchObject({ user_id: bob.id, is_online: true })
      await bobSocket[Symbol.asyncDispose]()

      const gone = { user_id: bob.id, is_online: false, last_seen_at: null }
      expect((await aliceSocket.next('presence')).data).toEqual(gone)
    })

    test('[PRE-1] [P7] the time is taken back from who was told, and told again when it is shown again', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      await directRoom(alice, bob)
      await using aliceSocket = await alice.socket()
      await using eveSocket = await eve.socket()
      const bobSocket = await bob.socket()
      await aliceSocket.next('presence')
      await bobSocket[Symbol.asyncDispose]()
      const { data: gone } = await aliceSocket.next('presence')
      expect(gone.last_seen_at).not.toBeNull()

      await choose(bob, { last_seen: false })
      expect((await aliceSocket.next('presence')).data).toEqual({ ...gone, last_seen_at: null })
      await choose(bob, { last_seen: true })
      expect((await aliceSocket.next('presence')).data).toEqual(gone)
      expect(await eveSocket.presences()).toEqual([])
    })
  })
}
