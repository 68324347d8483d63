import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { ApiError } from '#client/api-error'
import { isFrom, withWishes } from '#client/state/with-wishes'
import type { Message } from '#protocol/messages'
import { startChat } from './chat'
import { entry } from './entries'
import { directRoom, newGroup, type Person, shows } from './person'
import { until } from './until'

const settings = { profile: 'team' }
const thumb = '👍'
const heart = '❤️'

test('[MSG-11] a reaction is shown before the server has it, live for others, and gone again', async () => {
  await using chat = await startChat(['alice', 'bob'], settings)
  const { alice, bob } = chat.people
  const text = await textBetween(alice, bob)

  const sent = bob.client.react(text, thumb, true)
  expect(seen(bob, text)).toEqual([[thumb, 'bob']])
  expect(held(bob, text)?.reactions).toEqual([])
  await sent

  expect(held(bob, text)?.reactions).toHaveLength(1)
  expect(bob.client.reactions.get().size).toBe(0)
  await sees(alice, text, [[thumb, 'bob']])
  await alice.client.react(text, thumb, true)
  await sees(bob, text, [[thumb, 'bob', 'alice']])
  await bob.client.react(text, thumb, false)
  await sees(alice, text, [[thumb, 'alice']])
})

test('[MSG-11] the last of several presses counts', async () => {
  await using chat = await startChat(['alice', 'bob'], settings)
  const { alice, bob } = chat.people
  const text = await textBetween(alice, bob)

  await Promise.all([true, false, true, false].map((isOn) => bob.client.react(text, thumb, isOn)))
  await bob.client.react(text, heart, true)

  await sees(alice, text, [[heart, 'bob']])
  expect(seen(bob, text)).toEqual([[heart, 'bob']])
})

test('[MSG-11] without a connection a reaction is shown, waits and goes out', async () => {
  await using chat = await startChat(['alice', 'bob'], settings)
  const { alice, bob } = chat.people
  const text = await textBetween(alice, bob)
  await chat.stopServer()

  const sent = bob.client.react(text, thumb, true)
  expect(seen(bob, text)).toEqual([[thumb, 'bob']])
  await chat.server.start()
  await sent

  await sees(alice, text, [[thumb, 'bob']])
})

test('[MSG-11] what is refused is taken back, with the reason', async () => {
  await using chat = await startChat(['alice', 'bob'], settings)
  const { alice, bob } = chat.people
  const roomId = await newGroup(alice, 'Kitchen', bob)
  const text = await textIn(alice, bob, roomId)
  await alice.client.api.removeMember(roomId, bob.me.id)

  const sent = bob.client.react(text, thumb, true)
  expect(bob.client.reactions.get().size).toBe(1)
  const refused = await sent.catch((error: unknown) => error)

  expect(refused).toBeInstanceOf(ApiError)
  expect((refused as ApiError).code).toBe('not_a_member')
  expect(bob.client.reactions.get().size).toBe(0)
  expect(held(alice, text)?.reactions).toEqual([])
})

test('[MSG-7] [D32] reactions of the time somebody was away are there on return', async () => {
  await using chat = await startChat(['alice', 'bob'], settings)
  const { alice, bob } = chat.people
  const text = await textBetween(alice, bob)
  await alice.client.stop()
  await bob.client.react(text, thumb, true)
  await bob.client.react(text, heart, true)
  await alice.client.start()
  await sees(alice, text, [
    [thumb, 'bob'],
    [heart, 'bob'],
  ])
})

test('[MSG-11] what is shown has each person once under an emoji, and no emoji of nobody', () => {
  const people = fc.constantFrom('alice', 'bob', 'eve')
  const reactions = fc
    .uniqueArray(
      fc.tuple(fc.constantFrom<string[]>(thumb, heart, '😀'), fc.uniqueArray(people, { minLength: 1 })),
      {
        selector: ([emoji]) => emoji,
      },
    )
    .map((all) => all.map(([emoji, names]) => ({ emoji, users: names.map(userOf) })))
  const wishes = fc.uniqueArray(
    fc.record({
      emoji: fc.constantFrom(thumb, heart, '🎉'),
      isOn: fc.boolean(),
      settledSeq: fc.constantFrom(null, 5, 9),
    }),
    { selector: ({ emoji }) => emoji },
  )
  fc.assert(
    fc.property(reactions, wishes, (given, wished) => {
      const shown = withWishes(entry(1, { reactions: given, changed_seq: 7 }), wished, userOf('alice'))
      for (const { users } of shown) {
        expect(users.length).toBeGreaterThan(0)
        expect(new Set(users.map(({ id }) => id)).size).toBe(users.length)
      }
      for (const { emoji, isOn, settledSeq } of wished) {
        if (settledSeq === 5) continue
        const one = shown.find((other) => other.emoji === emoji)
        expect(one !== undefined && isFrom(one, 'alice')).toBe(isOn)
      }
      const others = (all: typeof given) =>
        all.flatMap(({ emoji, users }) =>
          users.filter(({ id }) => id !== 'alice').map(({ id }) => emoji + id),
        )
      expect(others([...shown])).toEqual(others(given))
    }),
  )
})

function userOf(name: string) {
  return { id: name, username: name }
}

async function textBetween(alice: Person, bob: Person): Promise<Message> {
  return textIn(alice, bob, (await directRoom(alice, bob)).id)
}

async function textIn(alice: Person, bob: Person, roomId: string): Promise<Message> {
  for (const person of [alice, bob]) await person.client.openLog(roomId)
  await alice.client.send(roomId, 'Noodles?')
  await shows(bob, roomId, 'Noodles?')
  const text = bob.client.log(roomId).get().messages.at(-1)
  if (!text) throw new Error('the text is not there')
  await shows(alice, roomId, 'Noodles?')
  return text
}

function held({ client }: Person, { room_id, id }: Message): Message | undefined {
  return client
    .log(room_id)
    .get()
    .messages.find((message) => message.id === id)
}

/** Each emoji with the names behind it, as this device shows them. */
function seen(person: Person, text: Message): string[][] {
  const message = held(person, text)
  if (!message) return []
  const wishes = person.client.reactions.get().get(text.id) ?? []
  return withWishes(message, wishes, person.me).map(({ emoji, users }) => [
    emoji,
    ...users.map(({ username }) => username),
  ])
}

async function sees(person: Person, text: Message, expected: string[][]): Promise<void> {
  const wanted = JSON.stringify(expected)
  await until(person.client.log(text.room_id), () => JSON.stringify(seen(person, text)) === wanted, wanted)
}
