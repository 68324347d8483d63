import type { OpenSocket } from '#client/ports'
import { openWebSocket } from '#client/web-socket'
import { type ServerFrame, serverFrame } from '#protocol/frames'
import type { Message } from '#protocol/messages'
import { openGroups } from '../harness/groups'
import { newPerson, type Person, until } from '../harness/people'
import { startServerProcess } from '../harness/server-process'
import type { History } from './checker'

interface KillOptions {
  rounds: number
  /** A file that plants a bug in the server once everybody is ready. */
  preload?: string
  /** Flags for the server, such as those of another database. */
  flags?: readonly string[]
}

const peopleCount = 8
const roomCount = 3
/** Between two texts of one person. */
const pauseMs = 10
/** Texts that may wait unacknowledged before a writer pauses. */
const mostWaiting = 30
/** A sound server settles everything in a fraction of this. */
const mostSettlingMs = 10_000

/**
 * Eight people write into three rooms, through the client library, while the
 * server is killed at random moments and started again. Ends when everything written has been acknowledged and
 * everyone shows the whole log.
 */
export async function runKillRounds({ rounds, preload, flags = [] }: KillOptions): Promise<History> {
  await using server = await startServerProcess(flags)
  const history: History = { sent: new Map(), acked: [], unsettled: [], stored: new Map(), shown: [] }
  await using stack = new AsyncDisposableStack()
  const people: Person[] = []
  for (let n = 0; n < peopleCount; n++) {
    const person = await newPerson(server.url, `person-${n}`, { openSocket: recording(history) })
    people.push(stack.use(person))
  }
  const roomIds = await openGroups(people, roomCount)
  if (preload) {
    await server.kill()
    await server.start(preload)
  }

  const load = { isOn: true }
  const writers = people.map((person, n) => write(person, roomIds[n % roomCount] ?? '', load, history))
  for (let round = 0; round < rounds; round++) {
    await untilConnected(people)
    await Bun.sleep(20 + Math.random() * 300)
    await server.kill()
    await server.start(preload)
    for (const { client } of people) client.wake()
  }
  await untilConnected(people)
  load.isOn = false
  await Promise.all(writers)
  await Promise.all(people.map((person) => settle(person, history)))
  await collect(people, roomIds, history)
  return history
}

async function write(
  person: Person,
  room_id: string,
  load: { isOn: boolean },
  { sent }: History,
): Promise<void> {
  for (let n = 0; load.isOn; n++) {
    await until(person.client.pending, (pending) => pending.length < mostWaiting || !load.isOn)
    const content = `${person.name} writes text ${n}`
    const clientId = `${person.name}-${n}`
    sent.set(clientId, { room_id, sender_id: person.id, content })
    await person.client.send(room_id, content, { clientId })
    await Bun.sleep(pauseMs)
  }
}

/** So that each kill hits everyone while they write. */
async function untilConnected(people: Person[]): Promise<void> {
  await Promise.all(
    people.map(({ client }) => until(client.connection, ({ phase }) => phase === 'up_to_date')),
  )
}

/** Waits until everything this person wrote has been acknowledged; a broken server may never do it. */
async function settle({ client }: Person, history: History): Promise<void> {
  await within(
    mostSettlingMs,
    until(client.pending, (pending) => pending.length === 0),
  )
  history.unsettled.push(...client.pending.get().map((entry) => entry.client_id))
}

/** Resolves when the work has, or when the time is over. */
function within(timeMs: number, work: Promise<unknown>): Promise<unknown> {
  return Promise.race([work, Bun.sleep(timeMs)])
}

/** Notes every acknowledgement as it arrives. */
function recording({ acked }: History): OpenSocket {
  return (url, token, handlers) =>
    openWebSocket(url, token, {
      ...handlers,
      onText(text) {
        const frame: ServerFrame = serverFrame.parse(JSON.parse(text))
        if (frame.type === 'ack') acked.push({ client_id: frame.data.client_id, seq: frame.data.seq })
        handlers.onText(text)
      },
    })
}

async function collect(people: Person[], roomIds: string[], history: History): Promise<void> {
  const [reader] = people
  if (!reader) return
  for (const roomId of roomIds) history.stored.set(roomId, await readLog(reader, roomId))
  const views = people.flatMap((person) => roomIds.map((roomId) => ({ person, roomId })))
  history.shown = await Promise.all(views.map(({ person, roomId }) => shownLog(person, roomId, history)))
}

/** What a client shows once it has caught up, or in the end if it never does. */
async function shownLog({ name, client }: Person, room_id: string, { stored }: History) {
  const log = client.log(room_id)
  const head = stored.get(room_id)?.at(-1)?.seq
  await within(
    mostSettlingMs,
    until(log, ({ messages }) => messages.at(-1)?.seq === head),
  )
  return { by: name, room_id, messages: log.get().messages }
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
