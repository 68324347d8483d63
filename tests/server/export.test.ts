import { describe, expect, test } from 'bun:test'
import { exported } from '#protocol/exports'
import { browser } from '../harness/probe-browser'
import { type Probe, password, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { refusal, request } from '../harness/request'
import { engines, startServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

function download(person: Probe, json: object = { password }) {
  return person.post('/auth/me/export', json)
}

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    test('[OPS-6] somebody takes along everything that is theirs, and nothing that is not', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const room = await directRoom(alice, bob)
      const kitchen = await groupRoom(bob, [alice, eve])
      await write(bob, room, 'said by bob')
      const first = await write(alice, room, 'Hello \u{1F44B} «مرحبا»\n')
      await alice.patch(`/chat/rooms/${room.id}/messages/${first.id}`, { content: 'Hello again' })
      const answer = await write(alice, kitchen, 'in the kitchen')
      const taken = await write(alice, kitchen, 'taken back')
      await alice.delete(`/chat/rooms/${kitchen.id}/messages/${taken.id}`)
      for (const emoji of ['👍', '🍜']) {
        const path = `/chat/rooms/${first.room_id}/messages/${first.id}/reactions/${encodeURIComponent(emoji)}`
        await alice.call('PUT', path)
        await bob.call('PUT', path.replace('%F0%9F%91%8D', '%F0%9F%8E%89'))
      }
      await alice.delete(`/chat/rooms/${kitchen.id}/members/${alice.id}`)

      const file = await download(alice)

      expect(file.headers.get('Content-Type')).toBe('application/json')
      expect(file.headers.get('Content-Disposition')).toMatch(
        /^attachment; filename="natter-\d{4}-\d\d-\d\d\.json"$/,
      )
      expect(file.headers.get('Cache-Control')).toBe('no-store')
      const data = file.read(exported)
      expect(data.account).toMatchObject({ id: alice.id, username: alice.username, email: alice.email })
      expect(data.rooms.map(({ id, peer }) => [id, peer?.username])).toEqual([[room.id, bob.username]])
      expect(data.texts.map(({ id, content }) => [id, content])).toEqual([
        [first.id, 'Hello again'],
        [answer.id, 'in the kitchen'],
      ])
      expect(data.texts[0]?.versions.map(({ content }) => content)).toEqual(['Hello \u{1F44B} «مرحبا»\n'])
      expect(data.reactions).toEqual([
        { message_id: first.id, room_id: room.id, seq: first.seq, emoji: ['👍', '🍜'] },
      ])
      expect(data.sessions).toHaveLength(1)
      expect(data.events.map(({ event }) => event)).toEqual([
        ...(['account_created', 'login', 'message_deleted', 'member_removed', 'data_exported'] as const),
      ])
      for (const foreign of [
        'said by bob',
        'taken back',
        eve.username,
        bob.email,
        'argon2',
        alice.refreshToken,
      ]) {
        expect([foreign, file.text.includes(foreign)]).toEqual([foreign, false])
      }
    })

    test('[OPS-6] a long history comes whole, in order, each text once', async () => {
      const [alice] = await people(server, 'alice')
      const { id } = await groupRoom(alice)
      const count = 1203
      for (let n = 0; n < count; n += 100) {
        const some = Array.from({ length: Math.min(100, count - n) }, (_, k) => `text ${n + k}`)
        await Promise.all(some.map((content) => write(alice, { id }, content)))
      }
      const { texts } = (await download(alice)).read(exported)
      expect(texts).toHaveLength(count)
      expect(new Set(texts.map(({ content }) => content)).size).toBe(count)
      expect(texts.map(({ seq }) => seq)).toEqual(texts.map(({ seq }) => seq).toSorted((a, b) => a - b))
    })

    test('[O05] nobody downloads anything without proof, by a foreign page, or what is somebody else’s', async () => {
      const [alice, eve] = await people(server, 'alice', 'eve')
      const page = await browser(server, alice)
      const json = { password }
      refusal(await download(alice, {}), 'wrong_password')
      refusal(await download(alice, { password: 'Wrong7horse' }), 'wrong_password')
      refusal(await download(alice, { code: '123456', transaction: 'a'.repeat(22) }), 'invalid_code')
      refusal(await download(alice, { password, user_id: eve.id }), 'invalid')
      refusal(await request(server, 'POST', '/auth/me/export', { json }), 'unauthenticated')
      refusal(await page.call('POST', '/auth/me/export', { json, headers: { 'X-CSRF-Token': '' } }), 'csrf')
      const Origin = 'https://evil.example'
      refusal(await page.call('POST', '/auth/me/export', { json, headers: { Origin } }), 'foreign_origin')
      expect((await page.call('GET', '/auth/me/export')).status).toBe(405)

      const events = await server.app.store.db
        .selectFrom('audit_log')
        .select('event')
        .where('account_id', '=', alice.id)
        .where('event', '=', 'data_exported')
        .execute()
      expect(events).toEqual([])
      expect((await page.call('POST', '/auth/me/export', { json })).read(exported).account.id).toBe(alice.id)
    })
  })
}

test('[O05] somebody downloads ten times a day', async () => {
  await using server = await startServer()
  const [alice, bob] = await people(server, 'alice', 'bob')
  for (let n = 0; n < 10; n++) expect((await download(alice)).status).toBe(200)
  const refused = await download(alice)
  refusal(refused, 'rate_limited')
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(3600)
  expect((await download(bob)).status).toBe(200)
})
