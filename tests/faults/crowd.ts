import type { Message } from '#protocol/messages'
import { type Person, signedInPerson, until } from '../harness/people'
import type { ServerProcess } from '../harness/server-process'
import type { History } from './history'
import { recording } from './recording'

interface CrowdOptions {
  rooms: number
  /** How many of the server's people are in it, by default all. */
  people?: number
  /**
   * How long to wait at the end for what a broken server may never do. A sound one needs a fraction of it, unless the
   * machine is busy with something else.
   */
  patienceMs?: number
  /** Where somebody connects, by their number: to the server itself unless a bad network stands before it. */
  url?(n: number): string
}

/** The people of a server, who write through the client library into rooms that each shares with others. */
export interface Crowd extends AsyncDisposable {
  readonly people: readonly Person[]
  readonly roomIds: readonly string[]
  /** Everyone writes on and on, into their rooms in turn, with a pause after each text. */
  startWriting(pauseMs: number): void
  stopWriting(): Promise<void>
  /** One more text by this person. */
  say(n: number, roomId: string, content: string): Promise<void>
  /** Resolves when this person waits for no answer. */
  untilSettled(n: number): Promise<void>
  /** Resolves when every device has what was written before. */
  untilUpToDate(): Promise<void>
  /** Notes what is stored and shown once nobody waits for an answer, or it is clear that none comes. */
  finish(): Promise<void>
}

/** Texts that may wait unacknowledged before a writer pauses. */
const mostWaiting = 30
const usualPatienceMs = 240_000

export async function gatherCrowd(
  server: ServerProcess,
  history: History,
  options: CrowdOptions,
): Promise<Crowd> {
  const { rooms: roomCount, people: count = server.registered.length, url = () => server.url } = options
  const { patienceMs = usualPatienceMs } = options
  const people = await Promise.all(
    server.registered
      .slice(0, count)
      .map((person, n) =>
        signedInPerson(url(n), person, { openSocket: recording(history, person.username) }),
      ),
  )
  const roomIds = await openRooms(people, roomCount)
  const roomsOf = (n: number) => places(n, roomCount).map((place) => roomIds[place] ?? '')
  let load = { isOn: false }
  let writing: Promise<void>[] = []
  let texts = 0

  async function write(person: Person, n: number, mine: typeof load, pauseMs: number) {
    const rooms = roomsOf(n)
    for (let turn = 0; mine.isOn; turn++) {
      await until(person.client.pending, (pending) => pending.length < mostWaiting || !mine.isOn)
      await say(person, rooms[turn % rooms.length] ?? '', `${person.name} writes ${turn}`)
      await Bun.sleep(pauseMs)
    }
  }

  async function say({ id, name, client }: Person, room_id: string, content: string) {
    const client_id = `text-${++texts}`
    history.note({ type: 'send', client_id, room_id, sender_id: id, content, via: name })
    await client.send(room_id, content, { clientId: client_id })
  }

  return {
    people,
    roomIds,
    startWriting(pauseMs) {
      const mine = { isOn: true }
      load = mine
      writing = people.map((person, n) => write(person, n, mine, pauseMs))
    },
    async stopWriting() {
      load.isOn = false
      // Who waits for room in the outbox of a server that never answers would wait for ever.
      await within(patienceMs, Promise.all(writing))
    },
    async say(n, roomId, content) {
      const person = people[n]
      if (person) await say(person, roomId, content)
    },
    async untilSettled(n) {
      const person = people[n]
      if (person) await until(person.client.pending, (pending) => pending.length === 0)
    },
    async untilUpToDate() {
      await Promise.all(
        people.map(({ client }) => until(client.connection, ({ phase }) => phase === 'up_to_date')),
      )
    },
    async finish() {
      await Promise.all(people.map((person) => settle(person, history, patienceMs)))
      for (const [place, room_id] of roomIds.entries()) {
        const members = people.filter((_, n) => places(n, roomCount).includes(place))
        await noteRoom(members, room_id, history, patienceMs)
      }
    },
    async [Symbol.asyncDispose]() {
      load.isOn = false
      await Promise.all(people.map((person) => person[Symbol.asyncDispose]()))
    },
  }
}

/** Everyone is in two rooms, so that every room has somebody in common with the next. */
function places(n: number, roomCount: number): number[] {
  return [...new Set([n % roomCount, (n + 1) % roomCount])]
}

async function openRooms(people: readonly Person[], count: number): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, place) => {
      const members = people.filter((_, n) => places(n, count).includes(place))
      const [owner, ...others] = members
      if (!owner) throw new Error('there are more rooms than people')
      const member_ids = others.map(({ id }) => id)
      const named = { room_type: 'group', name: `Room ${place}`, description: '' } as const
      const { id } = await owner.client.createRoom({ ...named, member_ids })
      await Promise.all(members.map(({ client }) => client.openLog(id)))
      return id
    }),
  )
}

/** Waits until everything this person wrote has been answered; a broken server may never do it. */
async function settle({ client }: Person, history: History, patienceMs: number): Promise<void> {
  await within(
    patienceMs,
    until(client.pending, (pending) => pending.every(({ status }) => status === 'failed')),
  )
  for (const { client_id, failure } of client.pending.get()) {
    history.note(
      failure ? { type: 'failed', client_id, code: failure.code } : { type: 'unsettled', client_id },
    )
  }
}

async function noteRoom(
  members: readonly Person[],
  room_id: string,
  history: History,
  patienceMs: number,
): Promise<void> {
  const [reader] = members
  if (!reader) return
  const stored = await readLog(reader, room_id)
  const head = stored.at(-1)?.seq
  history.note({ type: 'stored', room_id, messages: stored })
  await Promise.all(
    members.map(async ({ name, client }) => {
      const log = client.log(room_id)
      await within(
        patienceMs,
        until(log, ({ messages }) => messages.at(-1)?.seq === head),
      )
      history.note({ type: 'shown', by: name, room_id, messages: log.get().messages })
    }),
  )
}

/** The whole log as the server has it, oldest first. */
async function readLog({ client }: Person, roomId: string): Promise<Message[]> {
  const log: Message[] = []
  for (;;) {
    const page = await client.api.history(roomId, { after: log.at(-1)?.seq ?? 0, limit: 100 })
    log.push(...page.messages.toReversed())
    if (!page.has_newer) return log
  }
}

/** Resolves when the work has, or when the time is over. */
function within(timeMs: number, work: Promise<unknown>): Promise<unknown> {
  return Promise.race([work, Bun.sleep(timeMs)])
}
