import { expect, test } from 'bun:test'
import { startLog } from '#client/state/held-log'
import { forgetBefore } from '#client/state/held-window'
import { startChat } from './chat'
import { entry } from './entries'
import { newGroup, type Person, shows, texts } from './person'
import { until } from './until'

const dayMs = 24 * 60 * 60 * 1000

/** As when the server's clock is so many days further. */
function inDays({ network }: Person, days: number): void {
  const now = new Date(Date.now() + days * dayMs).toISOString()
  network.inject(JSON.stringify({ type: 'pong', data: { now, heads: {} } }))
}

async function twoGroups(alice: Person, bob: Person) {
  const [one, other] = [await newGroup(alice, 'One', bob), await newGroup(alice, 'Other', bob)]
  return [{ id: one }, { id: other }] as const
}

function roomOf({ client }: Person, roomId: string) {
  return client.rooms.get().rooms.find(({ id }) => id === roomId)
}

test('[MSG-12] [D38] a room that keeps its messages for a shorter time takes the older ones from open pages at once', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const [room, other] = await twoGroups(alice, bob)
  await alice.client.openLog(room.id)
  await alice.client.send(room.id, 'two days ago')
  await shows(alice, room.id, 'two days ago')
  const replyTo = alice.client.log(room.id).get().messages.at(-1)
  if (!replyTo) throw new Error('there is nothing to answer to')
  await alice.client.send(room.id, 'an answer', { replyTo })
  await alice.client.send(other.id, 'elsewhere')
  await until(bob.client.rooms, () => roomOf(bob, room.id)?.unread_count === 2, 'both texts are unread')
  await until(bob.client.rooms, () => roomOf(bob, other.id)?.unread_count === 1, 'that one is unread')
  await chat.server.app.store.transaction((tx) =>
    tx.db
      .updateTable('messages')
      .set({ created_at: Date.now() - 2 * dayMs })
      .where('content', 'in', ['two days ago', 'elsewhere'])
      .execute(),
  )
  for (const { id } of [room, other]) await bob.client.openLog(id)
  await shows(bob, room.id, 'two days ago')

  await alice.client.api.changeRoom(room.id, { retention_days: 1 })

  await until(bob.client.rooms, () => roomOf(bob, room.id)?.retention_days === 1, 'the room says so')
  await until(bob.client.log(room.id), () => texts(bob, room.id).length === 1, 'the old text is gone')
  expect(texts(bob, room.id)).toEqual(['an answer'])
  const quotes = bob.client
    .log(room.id)
    .get()
    .messages.flatMap(({ reply_to }) => reply_to?.preview ?? [])
  expect(quotes).toEqual([''])
  await until(bob.client.rooms, () => roomOf(bob, room.id)?.unread_count === 1, 'one text is unread')
  expect(texts(bob, other.id)).toEqual(['elsewhere'])
  expect(roomOf(bob, other.id)?.unread_count).toBe(1)
})

test('[MSG-12] [D38] an open page lets go of what is past the time of its room, and where that has none, of the server', async () => {
  await using chat = await startChat(['alice', 'bob'], { 'retention.days': 7 })
  const { alice, bob } = chat.people
  await bob.client.serverInfo()
  const [short, usual] = await twoGroups(alice, bob)
  await alice.client.api.changeRoom(short.id, { retention_days: 1 })
  await until(bob.client.rooms, () => roomOf(bob, short.id)?.retention_days === 1, 'the room says so')
  for (const { id } of [short, usual]) {
    await bob.client.openLog(id)
    await alice.client.send(id, 'hello')
    await shows(bob, id, 'hello')
  }

  inDays(bob, 0.9)
  expect([texts(bob, short.id), texts(bob, usual.id)]).toEqual([['hello'], ['hello']])
  inDays(bob, 1.1)
  expect([texts(bob, short.id), texts(bob, usual.id)]).toEqual([[], ['hello']])
  expect([roomOf(bob, short.id)?.last_message, roomOf(bob, usual.id)?.last_message?.content]).toEqual([
    null,
    'hello',
  ])
  inDays(bob, 7.1)
  expect([texts(bob, short.id), texts(bob, usual.id)]).toEqual([[], []])
})

test('[MSG-12] what answers to a text that is past its time no longer quotes it', () => {
  const quoteOf = (seq: number) => ({
    ...{ id: String(seq), seq, sender_id: 'bob', sender_username: 'bob', preview: `${seq}` },
    files: [{ kind: 'other' as const, name: 'notes.txt' }],
  })
  const answers = [entry(5, { reply_to: quoteOf(2) }), entry(6, { reply_to: quoteOf(4) })]
  const messages = [entry(3), entry(4), ...answers].toReversed()
  const log = startLog({ messages, has_older: true, has_newer: false, head: 6 })
  const kept = forgetBefore(log, Date.parse(entry(4).timestamp))
  expect(kept.messages.map(({ seq, reply_to }) => [seq, reply_to?.preview, reply_to?.files.length])).toEqual([
    [4, undefined, undefined],
    [5, '', 0],
    [6, '4', 1],
  ])
})
