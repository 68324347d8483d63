import { expect, test } from 'bun:test'
import type { Message } from '#protocol/messages'
import { startChat } from './chat'
import { allSent, directRoom, newDevice, type Person, shows, texts, upToDate } from './person'
import { until } from './until'

const settings = { profile: 'team' }

test('[MSG-8] an edit shows live on every device of everyone, and in the room list', async () => {
  await using chat = await startChat(['alice', 'bob'], settings)
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await using phone = await newDevice(chat.server, 'alice')
  await phone.client.openLog(room.id)
  const sent = await say(alice, room.id, 'Noodels?')
  await shows(phone, room.id, 'Noodels?')

  await alice.client.editMessage(room.id, sent.id, 'Noodles?')

  expect(texts(alice, room.id)).toEqual(['Noodles?'])
  for (const person of [bob, phone]) {
    await shows(person, room.id, 'Noodles?')
    expect(texts(person, room.id)).toEqual(['Noodles?'])
    expect(person.client.rooms.get().rooms[0]?.last_message?.content).toBe('Noodles?')
  }
})

test('[MSG-8] a deleted unread text counts no longer, and no quote shows it', async () => {
  await using chat = await startChat(['alice', 'bob'], settings)
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const secret = await say(alice, room.id, 'a secret')
  await shows(bob, room.id, 'a secret')
  await bob.client.send(room.id, 'What?', { replyTo: secret })
  await shows(alice, room.id, 'What?')
  await unread(bob, 1)

  await alice.client.deleteMessage(room.id, secret.id)

  await unread(bob, 0)
  for (const person of [alice, bob]) {
    const log = await until(person.client.log(room.id), ({ messages }) => messages[0]?.deleted_at !== null)
    expect(log.messages.map(({ content }) => content)).toEqual(['', 'What?'])
    expect(JSON.stringify(log)).not.toContain('secret')
  }
})

test('[MSG-7] [MSG-8] what was changed while one was away is so on return, and so is what waits here', async () => {
  await using chat = await startChat(['alice', 'bob'], settings)
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const first = await say(bob, room.id, 'one')
  const second = await say(bob, room.id, 'two')
  await shows(alice, room.id, 'two')
  await alice.client.stop()
  await alice.client.send(room.id, 'About what?', { replyTo: first })
  await bob.client.deleteMessage(room.id, first.id)
  for (const text of ['Two', 'Two!']) await bob.client.editMessage(room.id, second.id, text)
  await say(bob, room.id, 'three')

  await alice.client.start()
  await upToDate(alice.client)
  await allSent(alice)

  expect(texts(alice, room.id)).toEqual(['', 'Two!', 'three', 'About what?'])
  await shows(bob, room.id, 'About what?')
  expect(alice.client.log(room.id).get().messages).toEqual([...bob.client.log(room.id).get().messages])
  expect(alice.client.log(room.id).get().messages.at(-1)?.reply_to?.preview).toBe('')
})

test('[MSG-8] the room list follows changes in a room whose log is not open', async () => {
  await using chat = await startChat(['alice', 'bob'], settings)
  const { alice, bob } = chat.people
  const room = await alice.client.createRoom({ room_type: 'direct', member_ids: [bob.me.id] })
  await alice.client.openLog(room.id)
  const first = await say(alice, room.id, 'one')
  const second = await say(alice, room.id, 'two')
  await unread(bob, 2)

  await alice.client.editMessage(room.id, first.id, 'One')
  await alice.client.deleteMessage(room.id, second.id)

  await unread(bob, 1)
  const held = bob.client.rooms.get().rooms[0]
  expect(held).toMatchObject({ last_seq: 4, last_message: { seq: 2, content: '' } })
  const { members: _, ...fetched } = await bob.client.api.room(room.id)
  expect(held).toEqual(fetched)
})

test('[MSG-8] what cannot be changed is refused with the reason', async () => {
  await using chat = await startChat(['alice', 'bob'], settings)
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const sent = await say(alice, room.id, 'mine')
  const edit = (person: Person, text: string) => person.client.editMessage(room.id, sent.id, text)

  await expect(edit(bob, 'yours')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(edit(alice, 'x'.repeat(5001))).rejects.toMatchObject({ code: 'message_too_long' })
  await expect(edit(alice, '')).rejects.toMatchObject({ code: 'invalid' })
  await expect(bob.client.deleteMessage(room.id, sent.id)).rejects.toMatchObject({ code: 'forbidden' })
  expect(texts(bob, room.id)).toEqual(['mine'])
})

/** Sends a text and returns it as it was stored. */
async function say(person: Person, roomId: string, content: string): Promise<Message> {
  await person.client.send(roomId, content)
  await allSent(person)
  await shows(person, roomId, content)
  const { messages } = person.client.log(roomId).get()
  const found = messages.findLast((message) => message.content === content)
  if (!found) throw new Error(`“${content}” is not shown`)
  return found
}

function unread({ client }: Person, count: number) {
  return until(client.rooms, ({ rooms }) => rooms[0]?.unread_count === count, `${count} are unread`)
}
