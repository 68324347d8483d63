import { expect, test } from 'bun:test'
import { purgeNow } from '#server/domain/messages/purge'
import { startChat } from './chat'
import { directRoom, newDevice, shows, texts, upToDate } from './person'

test('[O04] [MSG-7] who was away while texts were purged takes no missing number for a loss', async () => {
  await using chat = await startChat(['alice', 'bob'], { 'retention.days': 7 })
  const { alice, bob } = chat.people
  const { store } = chat.server.app
  const room = await directRoom(alice, bob)
  for (let n = 0; n < 5; n++) await bob.client.send(room.id, `before ${n}`)
  await shows(alice, room.id, 'before 4')
  await alice.client.stop()
  for (let n = 0; n < 5; n++) await bob.client.send(room.id, `missed ${n}`)
  await shows(bob, room.id, 'missed 4')
  await bob.client.send(room.id, 'still kept')
  await shows(bob, room.id, 'still kept')
  await store.transaction((tx) =>
    tx.db.updateTable('messages').set({ created_at: 1 }).where('content', '<>', 'still kept').execute(),
  )
  expect(await purgeNow(chat.server.app)).toBe(10)

  await alice.client.start()
  await upToDate(alice.client)
  await shows(alice, room.id, 'still kept')
  const before = alice.network.written.filter(({ type }) => type === 'sync').length
  await bob.client.send(room.id, 'and on')
  await shows(alice, room.id, 'and on')

  expect(texts(alice, room.id)).toEqual([
    ...Array.from({ length: 5 }, (_, n) => `before ${n}`),
    'still kept',
    'and on',
  ])
  expect(alice.network.written.filter(({ type }) => type === 'sync')).toHaveLength(before)

  const phone = await newDevice(chat.server, 'alice')
  try {
    await phone.client.openLog(room.id)
    await shows(phone, room.id, 'and on')
    expect(texts(phone, room.id)).toEqual(['still kept', 'and on'])
  } finally {
    await phone.client.stop()
  }
})
