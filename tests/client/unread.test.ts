import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import type { Message } from '#protocol/messages'
import type { Room } from '#protocol/rooms'
import { type Engine, engines, startServer } from '../harness/server'
import { holdAnswers } from './held-answers'
import { directRoom, newDevice, newDeviceBehind, newGroup, newPerson, type Person, shows } from './person'
import { until, waitFor } from './until'

type Counts = Pick<Room, 'last_seq' | 'read_seq' | 'unread_after' | 'unread_count' | 'mention_count'>

/** What somebody does next. `at` chooses among the entries there are, as a share of them. */
type Deed =
  | { kind: 'send' | 'own'; text: string }
  | { kind: 'edit'; at: number; text: string }
  | { kind: 'delete'; at: number }
  | { kind: 'read' | 'unread'; at: number; device: 0 | 1 }
  | { kind: 'cut'; device: 0 | 1 }
  | { kind: 'pause' }

const share = fc.double({ min: 0, max: 0.999, noNaN: true })
const text = fc.constantFrom('Noodles?', 'for @alice', '@all: dinner', 'for @bob', 'mail alice@bob.example')
const device = fc.constantFrom(0 as const, 1 as const)
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('send' as const, 'own' as const), text }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('edit' as const), at: share, text }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), at: share }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('read' as const), at: share, device }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('unread' as const), at: share, device }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), device }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'pause' as const }) },
)

for (const engine of engines) {
  describe(engine, () => {
    const chat = twoDevices(engine)

    test('[PRE-3] [D28] whatever is sent, read, edited, deleted and marked, both devices and a fresh load agree', async () => {
      const { alice, phone, bob } = chat()
      await fc.assert(
        fc.asyncProperty(fc.array(deed, { maxLength: 14 }), async (deeds) => {
          const roomId = await newGroup(bob, 'Kitchen', alice)
          // The laptop looks at the room, the phone does not.
          await alice.client.openLog(roomId)
          await until(phone.client.rooms, ({ rooms }) => rooms.some(({ id }) => id === roomId))

          const done: Promise<unknown>[] = []
          const sent: Promise<Message>[] = []
          for (const next of deeds) {
            if (next.kind === 'pause') await Promise.all(done)
            else done.push(act(chat(), { roomId, sent }, next))
          }
          await Promise.all(done)

          await agree(bob, roomId, [alice, phone])
        }),
        { numRuns: 40, endOnFailure: true },
      )
    })

    test('[PRE-3] [D26] what one device marks as unread is unread on the other, until either reads it', async () => {
      const { alice, phone, bob } = chat()
      const { id } = await directRoom(alice, bob)
      for (const word of ['one', 'two', 'three @alice']) await bob.client.send(id, word)
      await shows(alice, id, 'three @alice')
      alice.client.markRead(id, 3)
      await becomes(phone, id, { unread_count: 0 })

      await phone.client.markUnread(id, 2)
      expect(countsOf(phone, id)).toMatchObject({
        read_seq: 3,
        unread_after: 1,
        unread_count: 2,
        mention_count: 1,
      })
      await becomes(alice, id, { read_seq: 3, unread_after: 1, unread_count: 2, mention_count: 1 })
      await using fresh = await newDevice(chat().server, 'alice')
      expect(countsOf(fresh, id)).toMatchObject({ read_seq: 3, unread_count: 2, mention_count: 1 })

      alice.client.markRead(id, 3)
      alice.client.flush()
      for (const one of [phone, fresh]) await becomes(one, id, { unread_count: 0, mention_count: 0 })
    })

    test('[PRE-3] [D26] a read that is still on its way does not undo marking as unread after it', async () => {
      const { alice, phone, bob } = chat()
      const { id } = await directRoom(alice, bob)
      for (const word of ['four', 'five', 'six']) await bob.client.send(id, word)
      await shows(alice, id, 'six')
      const seq = countsOf(alice, id).last_seq

      alice.client.markRead(id, seq - 1)
      alice.client.markRead(id, seq)
      await alice.client.markUnread(id, seq - 1)

      expect(countsOf(alice, id)).toMatchObject({ unread_after: seq - 2, unread_count: 2 })
      await becomes(phone, id, { unread_after: seq - 2, unread_count: 2 })
      await alice.client.markUnread(id, seq)
      await agree(bob, id, [alice, phone])
    })

    test('[PRE-3] [D27] an edit or a deletion of what is unread changes the mentions on every device', async () => {
      const { alice, phone, bob } = chat()
      const id = await newGroup(bob, 'Garden', alice)
      const write = (content: string) => bob.client.api.postMessage(id, { content })
      const first = await write('for @alice')
      const second = await write('for @Alice, too')
      for (const one of [alice, phone]) await becomes(one, id, { unread_count: 2, mention_count: 2 })

      await bob.client.editMessage(id, first.id, 'for nobody')
      for (const one of [alice, phone]) await becomes(one, id, { unread_count: 2, mention_count: 1 })
      await bob.client.deleteMessage(id, second.id)
      for (const one of [alice, phone]) await becomes(one, id, { unread_count: 1, mention_count: 0 })
      await bob.client.editMessage(id, first.id, 'for @all')
      for (const one of [alice, phone]) await becomes(one, id, { unread_count: 1, mention_count: 1 })
      expect(countsOf(bob, id)).toMatchObject({ unread_count: 0, mention_count: 0 })
    })

    test('[PRE-3] [D28] an answer from before changes no count that came after it', async () => {
      const { alice, bob, server } = chat()
      const id = await newGroup(bob, 'Attic', alice)
      using answers = holdAnswers(server)
      await using tablet = await newDeviceBehind(answers, server, 'alice')
      const write = (content: string) => bob.client.api.postMessage(id, { content })
      const first = await write('for @alice')
      await write('for @alice, again')
      await becomes(tablet, id, { mention_count: 2 })

      const held = answers.hold(`/chat/rooms/${id}`)
      await bob.client.editMessage(id, first.id, 'for nobody')
      await held
      await write('for @alice, at last')
      await becomes(tablet, id, { unread_count: 3 })
      answers.release()

      await becomes(tablet, id, { unread_count: 3, mention_count: 2 })
      await agree(bob, id, [tablet])
    })
  })
}

test('[PRE-3] what was read is said at once when the page is about to go', async () => {
  await using server = await startServer()
  await using alice = await newPerson(server, 'alice')
  await using bob = await newPerson(server, 'bob')
  const { id } = await directRoom(alice, bob)
  for (const word of ['one', 'two']) await bob.client.send(id, word)
  await shows(alice, id, 'two')
  alice.client.markRead(id, 1)
  alice.client.markRead(id, 2)

  alice.client.flush()

  const marks = alice.network.written.filter((frame) => frame.type === 'read')
  expect(marks.map(({ data }) => data.seq)).toEqual([1, 2])
  alice.client.flush()
  expect(alice.network.written.filter((frame) => frame.type === 'read')).toHaveLength(2)
})

/** A server with alice on a laptop and a phone, and bob. */
function twoDevices(engine: Engine) {
  async function start() {
    const server = await startServer({ engine })
    const alice = await newPerson(server, 'alice')
    const bob = await newPerson(server, 'bob')
    return { server, alice, bob, phone: await newDevice(server, 'alice') }
  }
  let chat: Awaited<ReturnType<typeof start>> | null = null
  beforeAll(async () => {
    chat = await start()
  })
  afterAll(async () => {
    for (const one of chat ? [chat.alice, chat.bob, chat.phone] : []) await one.client.stop()
    await chat?.server[Symbol.asyncDispose]()
  })
  return () => {
    if (!chat) throw new Error('the chat is only there while tests run')
    return chat
  }
}

interface Happening {
  roomId: string
  /** What bob has sent. */
  sent: Promise<Message>[]
}

async function act(
  { alice, phone, bob }: { alice: Person; phone: Person; bob: Person },
  { roomId, sent }: Happening,
  next: Exclude<Deed, { kind: 'pause' }>,
): Promise<void> {
  const { api } = bob.client
  const reader = 'device' in next && next.device === 1 ? phone : alice
  const chosen = () => ('at' in next ? sent[Math.floor(next.at * sent.length)] : undefined)
  switch (next.kind) {
    case 'send':
      sent.push(api.postMessage(roomId, { content: next.text }))
      await sent.at(-1)
      return
    case 'own':
      await alice.client.api.postMessage(roomId, { content: next.text })
      return
    case 'edit':
    case 'delete': {
      const message = await chosen()
      if (!message) return
      if (next.kind === 'delete') return api.deleteMessage(roomId, message.id)
      // It may have been deleted meanwhile, which is as good.
      return api.editMessage(roomId, message.id, { content: next.text }).then(ignore, ignore)
    }
    case 'read':
    case 'unread': {
      const { last_seq } = countsOf(reader, roomId)
      const seq = 1 + Math.floor(next.at * last_seq)
      if (next.kind === 'unread') return reader.client.markUnread(roomId, seq)
      reader.client.markRead(roomId, seq)
      return reader.client.flush()
    }
    case 'cut':
      reader.network.cut()
      return reader.client.wake()
  }
}

function ignore() {}

/** Waits until nothing is on its way any more and all devices show what a fresh load would. */
async function agree(member: Person, roomId: string, devices: readonly Person[]): Promise<void> {
  const head = (await member.client.api.room(roomId)).last_seq
  await waitFor(() => devices.every((one) => countsOf(one, roomId).last_seq === head))
  for (const { client } of devices) client.flush()
  const fresh = async () => pick(await devices[0]?.client.api.room(roomId))
  let shown: Counts | null = null
  for (let rounds = 0; rounds < 12_000; rounds++) {
    shown = await fresh()
    if (devices.every((one) => Bun.deepEquals(countsOf(one, roomId), shown))) return
    await Bun.sleep(5)
  }
  for (const one of devices) expect(countsOf(one, roomId)).toEqual(shown as Counts)
}

function becomes(person: Person, roomId: string, wanted: Partial<Counts>): Promise<unknown> {
  const isWanted = (room: Room) => Bun.deepMatch(wanted, room)
  const what = `${person.me.username} is at ${JSON.stringify(wanted)}`
  return until(
    person.client.rooms,
    ({ rooms }) => rooms.some((room) => room.id === roomId && isWanted(room)),
    what,
  )
}

function countsOf({ client }: Person, roomId: string): Counts {
  return pick(client.rooms.get().rooms.find(({ id }) => id === roomId))
}

function pick(room: Room | undefined): Counts {
  if (!room) throw new Error('the room is not in the list')
  const { last_seq, read_seq, unread_after, unread_count, mention_count } = room
  return { last_seq, read_seq, unread_after, unread_count, mention_count }
}
