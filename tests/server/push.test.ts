import { afterAll, describe, expect, test } from 'bun:test'
import { pushDevices, pushOutcome } from '#protocol/notifications'
import { madeMp4 } from '../harness/made-mp4'
import { anotherDevice, type Probe, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { openPushService } from '../harness/push-service'
import { quietNow } from '../harness/quiet-now'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'
import { picture, sendFiles, uploaded } from '../harness/uploads'

const path = '/auth/me/push'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine, settings: { push_own_networks: '127.0.0.1' } })
    const service = openPushService(() => server.app.pusher.publicKey)
    afterAll(() => service[Symbol.asyncDispose]())

    /** A browser of this device that takes pushes. */
    async function browserOf(person: Probe) {
      const browser = service.newBrowser()
      expect((await person.post(path, browser.subscription)).status).toBe(204)
      return browser
    }

    const devicesOf = async (person: Probe) => (await person.get(path)).read(pushDevices.strict()).devices
    /** As if the pause after a failure were over. */
    const letRing = ({ id }: Probe) =>
      server.app.store.transaction((tx) =>
        tx.db.updateTable('rings').set({ due_at: 0 }).where('account_id', '=', id).execute(),
      )
    const ringsOf = ({ id }: Probe) =>
      server.app.store.db.selectFrom('rings').selectAll().where('account_id', '=', id).execute()

    test('[NOT-1] [N3] who has no page open is rung for what others write, encrypted for that browser alone', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const group = await groupRoom(alice, [bob])
      const [ownBrowser, bobs, eves] = [await browserOf(alice), await browserOf(bob), await browserOf(eve)]
      const { seq } = await write(alice, group, 'Soup is ready')

      expect(await bobs.next()).toEqual({
        kind: 'message',
        room_id: group.id,
        seq,
        sender: alice.username,
        room_type: 'group',
        room: 'Kitchen',
        text: 'Soup is ready',
        file: null,
        unread_count: 1,
      })
      while ((await devicesOf(bob))[0]?.last == null) await Bun.sleep(10)
      expect((await devicesOf(bob))[0]?.last).toMatchObject({ status: 201, is_accepted: true })
      expect([ownBrowser.asked, eves.asked]).toEqual([0, 0])
    })

    test('[NOT-1] [N3] what is rung reads as plain text, without the marks that format it', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const direct = await directRoom(alice, bob)
      const bobs = await browserOf(bob)
      await write(alice, direct, 'Come for **tea** at `four`')
      expect(await bobs.next()).toMatchObject({ text: 'Come for tea at four' })
    })

    test('[NOT-1] [N9] a push for files without words names the first, and says how many there are and whether all are pictures', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const direct = await directRoom(alice, bob)
      const bobs = await browserOf(bob)
      const png = (name: string) => uploaded(alice, picture, { name })
      await sendFiles(alice, direct, await png('one.png'), await png('two.png'))
      const pictures = { kind: 'picture', name: 'one.png', count: 2, are_pictures: true }
      expect(await bobs.next()).toMatchObject({ file: pictures })
      const film = await uploaded(alice, new Uint8Array(madeMp4()), { name: 'film.mp4', type: 'video/mp4' })
      await sendFiles(alice, direct, await png('three.png'), film)
      const mixed = { kind: 'picture', name: 'three.png', count: 2, are_pictures: false }
      expect(await bobs.next()).toMatchObject({ file: mixed })
    })

    test('[NOT-1] [N13] a push brings what is unread in all rooms, of muted ones what mentions the person', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const [group, muted] = [await groupRoom(alice, [bob, eve]), await groupRoom(alice, [bob])]
      const direct = await directRoom(alice, bob)
      const read = await groupRoom(eve, [bob])
      await bob.patch('/auth/me/notifications', { level: 'mentions' })
      await bob.patch(`/chat/rooms/${muted.id}/notifications`, { level: 'none' })
      await write(alice, muted, 'not counted')
      await write(alice, muted, `counted, @${bob.username}`)
      const { seq } = await write(eve, read, 'read')
      await bob.post(`/chat/rooms/${read.id}/read`, { seq })
      await write(alice, group, 'one')
      await write(alice, group, 'two')
      const bobs = await browserOf(bob)
      await write(alice, direct, 'three')
      expect(await bobs.next()).toMatchObject({ text: 'three', unread_count: 4 })
    })

    test('[NOT-1] [N4] only what a person chose rings, and says no more than they chose', async () => {
      const [alice, bob, carol] = await people(server, 'alice', 'bob', 'carol')
      const group = await groupRoom(alice, [bob, carol])
      const direct = await directRoom(alice, bob)
      const [bobs, carols] = [await browserOf(bob), await browserOf(carol)]
      await bob.patch('/auth/me/notifications', { level: 'mentions', shows_text: false })
      await carol.patch(`/chat/rooms/${group.id}/notifications`, { level: 'none' })

      await write(alice, group, 'for nobody in particular')
      const named = await write(alice, group, `@${bob.username} and @${carol.username}`)
      expect(await bobs.next()).toMatchObject({ seq: named.seq, text: null, room: 'Kitchen' })
      await write(alice, direct, 'hello')
      expect(await bobs.next()).toMatchObject({ room_id: direct.id, room: null, text: null })
      expect(carols.asked).toBe(0)
    })

    test('[NOT-1] [N4] nothing rings in quiet hours', async () => {
      const [alice, bob, carol] = await people(server, 'alice', 'bob', 'carol')
      const group = await groupRoom(alice, [bob, carol])
      const [bobs, carols] = [await browserOf(bob), await browserOf(carol)]
      await bob.patch('/auth/me/notifications', { quiet_hours: quietNow() })
      await carol.patch('/auth/me/notifications', { quiet_hours: { from: 5, to: 5, time_zone: 'UTC' } })
      await write(alice, group, 'psst')
      expect(await carols.next()).toMatchObject({ text: 'psst' })
      expect(bobs.asked).toBe(0)
      expect(await ringsOf(bob)).toEqual([])
    })

    test('[NOT-1] [N5] who is connected is rung three seconds after a text, who is not at once', async () => {
      const [alice, bob, carol] = await people(server, 'alice', 'bob', 'carol')
      const group = await groupRoom(alice, [bob, carol])
      const [bobs, carols] = [await browserOf(bob), await browserOf(carol)]
      await using _laptop = await (await anotherDevice(server, bob)).socket()
      const { timestamp } = await write(alice, group, 'not seen')
      await Promise.all([bobs.next(), carols.next()])
      const waitedOf = async (person: Probe) => {
        while ((await devicesOf(person)).every(({ last }) => last === null)) await Bun.sleep(10)
        const rungAt = (await devicesOf(person)).map(({ last }) => (last ? Date.parse(last.at) : 0))
        return Math.max(...rungAt) - Date.parse(timestamp)
      }
      const [ofBob, ofCarol] = [await waitedOf(bob), await waitedOf(carol)]
      expect(ofBob).toBeGreaterThanOrEqual(3_000)
      expect(ofCarol).toBeLessThan(ofBob)
    })

    test('[NOT-1] [N5] who reads it on one device meanwhile is rung for it on none', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const [read, unread] = [await groupRoom(alice, [bob]), await groupRoom(alice, [bob])]
      const [laptopBrowser, phone] = [await browserOf(bob), await browserOf(await anotherDevice(server, bob))]
      await using laptop = await bob.socket()
      await write(alice, read, 'seen at once')
      const { seq } = (await laptop.next('message')).data
      laptop.say({ type: 'read', data: { room_id: read.id, seq } })
      await laptop.next('read')
      await write(alice, unread, 'not seen')
      expect(await laptopBrowser.next()).toMatchObject({ text: 'not seen' })
      while ((await ringsOf(bob)).some(({ room_id }) => room_id === read.id)) await Bun.sleep(10)
      expect([laptopBrowser.asked, phone.asked]).toEqual([1, 0])
    })

    test('[NOT-1] [N6] one device rings: the one that was used last', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const tablet = await anotherDevice(server, bob)
      const direct = await directRoom(alice, bob)
      const [phoneBrowser, tabletBrowser] = [await browserOf(bob), await browserOf(tablet)]
      // Later than the tablet, whose browser has just been given.
      await Bun.sleep(2)
      server.app.activity.note(bob.id, bob.sessionId)
      await write(alice, direct, 'one')
      expect(await phoneBrowser.next()).toMatchObject({ text: 'one' })
      server.app.activity.note(bob.id, tablet.sessionId)
      await Bun.sleep(2)
      await write(alice, direct, 'two')
      expect(await tabletBrowser.next()).toMatchObject({ text: 'two', unread_count: 2 })
      expect([phoneBrowser.asked, tabletBrowser.asked]).toEqual([1, 1])
    })

    test('[NOT-1] [N8] a browser that is gone is forgotten, and the next device rings', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const kept = await browserOf(await anotherDevice(server, bob))
      await Bun.sleep(2)
      const old = await browserOf(bob)
      old.answerWith(410)
      await write(alice, await directRoom(alice, bob), 'where are you')
      expect(await kept.next()).toMatchObject({ text: 'where are you' })
      const devices = await devicesOf(bob)
      expect(devices.map(({ is_current, is_subscribed }) => [is_current, is_subscribed]).toSorted()).toEqual([
        [false, true],
        [true, false],
      ])
    })

    test('[NOT-1] [N8] a push service that is away is asked again, after a restart too', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const browser = await browserOf(bob)
      browser.answerWith(503)
      await write(alice, await directRoom(alice, bob), 'again')
      while ((await ringsOf(bob))[0]?.attempts !== 1 || browser.asked === 0) await Bun.sleep(10)
      while ((await devicesOf(bob))[0]?.last?.status !== 503) await Bun.sleep(10)
      await server.stop()
      browser.answerWith(201)
      await server.start()
      await letRing(bob)
      await server.stop()
      await server.start()
      expect(await browser.next()).toMatchObject({ text: 'again' })
      while ((await devicesOf(bob))[0]?.last?.status !== 201) await Bun.sleep(10)
      expect((await devicesOf(bob))[0]?.last).toMatchObject({ status: 201, is_accepted: true })
    })

    test('[NOT-1] [N9] what was deleted before it rang is not told', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const browser = await browserOf(bob)
      browser.answerWith(503)
      const direct = await directRoom(alice, bob)
      const secret = await write(alice, direct, 'a secret')
      while (browser.asked === 0) await Bun.sleep(10)
      await alice.delete(`/chat/rooms/${direct.id}/messages/${secret.id}`)
      browser.answerWith(201)
      await letRing(bob)
      const group = await groupRoom(alice, [bob])
      await write(alice, group, 'something else')
      expect(await browser.next()).toMatchObject({ text: 'something else' })
      while ((await ringsOf(bob)).some(({ room_id }) => room_id === direct.id)) await Bun.sleep(10)
      expect(browser.untaken()).toEqual([])
    })

    test('[NOT-1] [N7] a subscription ends with its session, and belongs to whom the browser is signed in as', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const browser = await browserOf(alice)
      expect((await bob.post(path, browser.subscription)).status).toBe(204)
      expect((await devicesOf(alice))[0]?.is_subscribed).toBe(false)
      expect((await devicesOf(bob))[0]?.is_subscribed).toBe(true)

      await bob.post('/auth/logout', {})
      const left = await server.app.store.db
        .selectFrom('push_subscriptions')
        .select('session_id')
        .where('account_id', 'in', [alice.id, bob.id])
        .execute()
      expect(left).toEqual([])
    })

    test('[NOT-1] [N10] a test rings one device and says what its push service answered', async () => {
      const [alice, eve] = await people(server, 'alice', 'eve')
      const browser = await browserOf(alice)
      const test = `${path}/${alice.sessionId}/test`
      expect((await alice.call('POST', test)).read(pushOutcome)).toMatchObject({
        status: 201,
        is_accepted: true,
      })
      expect(await browser.next()).toEqual({ kind: 'test' })
      browser.answerWith(403)
      expect((await alice.call('POST', test)).read(pushOutcome)).toMatchObject({
        status: 403,
        is_accepted: false,
      })
      refusal(await eve.call('POST', test), 'not_found')
      expect((await alice.delete(path)).status).toBe(204)
      refusal(await alice.call('POST', test), 'not_found')
    })
  })
}
