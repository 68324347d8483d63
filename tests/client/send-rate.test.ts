import { expect, test } from 'bun:test'
import { startChat } from './chat'
import { allSent, directRoom, shows, texts } from './person'

test('[OPS-5] [D9] what the server finds too fast goes out by itself a little later, and never shows as failed', async () => {
  const settings = { 'limits.sends_per_second': 2, 'limits.sends_burst': 3 }
  await using chat = await startChat(['alice', 'bob'], settings)
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const refusals: number[] = []
  alice.network.faults = {
    incoming(frame) {
      if (frame.type === 'error') refusals.push(frame.data.retry_after_ms ?? 0)
      return [frame]
    },
  }
  const failures: string[] = []
  alice.client.pending.subscribe(() => {
    for (const { status, content } of alice.client.pending.get())
      if (status === 'failed') failures.push(content)
  })
  const written = Array.from({ length: 8 }, (_, n) => `line ${n}`)

  await Promise.all(written.map((line) => alice.client.send(room.id, line)))

  await shows(bob, room.id, 'line 7')
  await allSent(alice)
  expect(texts(bob, room.id)).toEqual(written)
  expect(failures).toEqual([])
  expect(refusals.length).toBeGreaterThan(0)
  for (const pause of refusals) expect(pause).toBeGreaterThan(0)
  expect(alice.client.connection.get().phase).toBe('up_to_date')
  expect(alice.network.opened).toBe(1)
})
