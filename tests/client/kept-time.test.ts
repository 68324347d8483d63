import { expect, test } from 'bun:test'
import { startLog } from '#client/state/held-log'
import { forgetBefore } from '#client/state/held-window'
import { startChat } from './chat'
import { entries, entry } from './entries'
import { directRoom, type Person, shows, texts } from './person'
import { until } from './until'

/** As when the server's clock is so many days further. */
function inDays({ network }: Person, days: number): void {
  const now = new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString()
  network.inject(JSON.stringify({ type: 'pong', data: { now, heads: {} } }))
}

test('[O04] an open log lets go of what is past its time by the clock of the server, and goes on', async () => {
  await using chat = await startChat(['alice', 'bob'], { 'retention.days': 7 })
  const { alice, bob } = chat.people
  await alice.client.serverInfo()
  const room = await directRoom(alice, bob)
  await bob.client.send(room.id, 'a week ago')
  await shows(alice, room.id, 'a week ago')
  inDays(alice, 6.9)
  expect(texts(alice, room.id)).toEqual(['a week ago'])
  inDays(alice, 7.1)
  await until(alice.client.log(room.id), ({ messages }) => messages.length === 0, 'nothing is shown')
  await bob.client.send(room.id, 'and on')
  await shows(alice, room.id, 'and on')
  expect(alice.network.written.filter(({ type }) => type === 'sync')).toEqual([])
})

test('[O04] where messages are kept for ever nothing is let go of', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  await alice.client.serverInfo()
  const room = await directRoom(alice, bob)
  await bob.client.send(room.id, 'years ago')
  await shows(alice, room.id, 'years ago')
  inDays(alice, 10_000)
  await bob.client.send(room.id, 'and on')
  await shows(alice, room.id, 'and on')
  expect(texts(alice, room.id)).toEqual(['years ago', 'and on'])
})

test('[O04] what was written before a moment is let go of, and nothing is missing by that', () => {
  const log = startLog({ messages: entries(1, 10).reverse(), has_older: false, has_newer: false, head: 10 })
  const kept = forgetBefore(log, Date.parse(entry(4).timestamp))
  expect(kept).toEqual({ ...log, messages: entries(4, 10) })
  expect(forgetBefore(kept, Date.parse(entry(4).timestamp))).toBe(kept)
})
