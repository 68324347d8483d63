import type { Room } from '#protocol/rooms'
import { landscape } from './landscape'
import { newPerson, type Person, type Sent } from './person'
import type { ServerProcess } from './server-process'

/** The rooms that the pictures show. */
export interface Scene {
  lunch: Room
  harbour: Room
  allotment: Room
  /** Of alice and eve, where nothing has been said. */
  empty: Room
  /** Says one thing more at lunch, by Bob. */
  sayAtLunch(text: string): Promise<unknown>
  /** Goes on with the log of the harbour for a month. Resolves with the number of its last message. */
  goOnSailing(): Promise<number>
  /** Takes alice out of the allotment. */
  removeAlice(): Promise<void>
}

/** Fills a new server with people and what they said, as alice will see it: much of it read, some of it new. */
export async function setScene({ url: server, ownerToken }: ServerProcess): Promise<Scene> {
  const [alice, bob, rosa] = [await join('alice', null), await join('bob', 'Bob'), await join('rosa', 'Rosa')]
  const [tamar, imani] = [await join('tamar', 'Tamar'), await join('imani', 'Imani')]
  const [kenji, oystein] = [await join('kenji', 'Kenji'), await join('oystein', 'Øystein')]
  const eve = await join('eve', null)
  const wilhelmine = await join('wilhelmine', 'Wilhelmine-Antoinette von Hohenfels-Zimmermann')
  await alice.own(ownerToken)

  const empty = await alice.direct(eve)
  const harbour = await talkAtLength(oystein, alice)
  await alice.read(await wilhelmine.say(await wilhelmine.direct(alice), 'I **did** say `noon`, ~~not one~~.'))
  const allotment = await showTheAllotment(rosa, bob, alice)
  const trip = await kenji.direct(alice)
  await kenji.say(trip, 'The train to Shanghai leaves at 8:10, shall I buy both tickets?')
  await alice.read(await alice.say(trip, '明日の上海行き、了解です'))
  const hello = await imani.direct(alice)
  for (const text of ['Are you up?', 'I am at the station', 'you there? the train is early']) {
    await imani.say(hello, text)
  }
  const lunch = await talkAboutLunch({ alice, bob, rosa, tamar, imani, kenji })
  return {
    ...{ harbour, lunch, allotment, empty },
    sayAtLunch: (text) => bob.say(lunch, text),
    async goOnSailing() {
      for (let day = 66; day < 96; day++)
        await oystein.say(harbour, `Log, day ${day}: calm, and no land in sight.`)
      return (await oystein.say(harbour, 'Land in sight')).seq
    },
    removeAlice: () => rosa.remove(alice, allotment),
  }

  function join(name: string, displayName: string | null) {
    return newPerson(server, name, displayName)
  }
}

/** An album, one picture that is high and narrow, one without words, and what can only be saved. */
async function showTheAllotment(rosa: Person, bob: Person, alice: Person): Promise<Room> {
  const room = await rosa.group('Allotment 12', 'Compost, keys, who waters when', [alice, bob])
  await rosa.say(room, 'The compost comes on Tuesday. Who has a wheelbarrow?')
  const album = [
    photo('morning', 'Mist over the beds'),
    photo('noon', 'The beds at noon'),
    photo('rain', 'Rain over the hills'),
    photo('evening', 'The last light'),
  ]
  const voted = await rosa.send(room, 'Which one goes on the poster?', album)
  for (const [person, emoji] of [
    [bob, '🥇'],
    [alice, '🥇'],
    [bob, '🌧️'],
  ] as const)
    await person.react(voted, emoji)
  await bob.send(room, '', [{ ...photo('evening', ''), bytes: landscape('evening', 360, 900) }])
  const plan = new TextEncoder().encode('%PDF-1.4\n% A plan of the beds.\n')
  const name = 'Plan of the beds and who waters which of them in summer.pdf'
  await alice.read(
    await bob.send(room, 'And the plan', [{ name, type: 'application/pdf', bytes: plan, alt: '' }]),
  )
  return room
}

function photo(hour: Parameters<typeof landscape>[0], alt: string): Sent {
  return { name: `${hour}.png`, type: 'image/png', bytes: landscape(hour, 960, 640), alt }
}

type Guests = Record<'alice' | 'bob' | 'rosa' | 'tamar' | 'imani' | 'kenji', Person>

/** Replies, code, links, emoji, several scripts, and two messages that alice has not read, one of which names her. */
async function talkAboutLunch({ alice, bob, rosa, tamar, imani, kenji }: Guests): Promise<Room> {
  const guests = [alice, bob, tamar, imani, kenji]
  const room = await rosa.group('Sunday lunch', 'Once a month, at somebody’s place', guests)
  const question = await rosa.say(room, 'Noodles or curry on Sunday? I can bring the big pot.')
  const place = await bob.send(
    room,
    'This is where I’d like to eat it, weather allowing:\nhttps://example.org/places/riverside (the one by the water).',
    [photo('noon', 'Green hills by the water')],
  )
  for (const person of [alice, tamar, imani]) await person.react(place, '❤️')
  await kenji.react(place, '👍')
  await bob.say(room, '🌞🍜 👩‍👩‍👧‍👦')
  await alice.say(room, 'Noodles! I’ll bring chilli oil and the folding table.', question)
  await tamar.say(room, 'מי מביא לחם? צריך שלושה כיכרות, ועוד אחד ללא גלוטן')
  await kenji.say(room, '日曜日は十二時に着きます。デザートを持って行きますね。')
  const bread = await alice.say(room, 'Bread is on me.\n\n1. rye\n2. white\n3. the seeded one')
  for (const person of [alice, bob, rosa]) await person.read(bread)
  await tamar.say(
    room,
    '@Alice, @rosa: the table is **2.40 m**, fits with `--extend`. Here’s the list:\n\n```ts\nconst guests = people.filter((p) => p.isHungry)\nif (guests.length > 8) throw new Error("too many for one <table>")\n```',
  )
  await tamar.say(room, `${'What_is_written_without_any_break_must_still_stay_in_its_bubble_'.repeat(2)}.txt`)
  return room
}

/** Enough for several pages of history, with a text about as long as a text may be. */
async function talkAtLength(oystein: Person, alice: Person): Promise<Room> {
  const room = await oystein.direct(alice)
  for (let day = 1; day <= 65; day++) {
    const person = day % 3 === 0 ? alice : oystein
    await person.say(room, `Log, day ${day}: wind ${day % 12} from the west, ${day * 4} miles.`)
  }
  await oystein.say(room, `All in one go:\n${'The sea was calm and the harbour far away. '.repeat(115)}`)
  await alice.read(await oystein.say(room, 'See you at the harbour'))
  return room
}
