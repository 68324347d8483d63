import { expect, test } from 'bun:test'
import { startChat } from './chat'
import { allSent, directRoom, shows, texts } from './person'

test('[MSG-1] two people talk in a direct room, and a third hears nothing of it', async () => {
  await using chat = await startChat(['alice', 'bob', 'eve'])
  const { alice, bob, eve } = chat.people
  const room = await directRoom(alice, bob)

  await alice.client.send(room.id, 'Noodles?')
  await shows(bob, room.id, 'Noodles?')
  await bob.client.send(room.id, 'In ten minutes.')
  await shows(alice, room.id, 'In ten minutes.')
  await allSent(alice)

  expect(texts(alice, room.id)).toEqual(['Noodles?', 'In ten minutes.'])
  expect(texts(bob, room.id)).toEqual(['Noodles?', 'In ten minutes.'])
  expect(eve.client.rooms.get().rooms).toEqual([])
  await expect(eve.client.openLog(room.id)).rejects.toMatchObject({ code: 'not_a_member' })
})
