import type { Client } from '#client/client'
import { createClient } from '#client/create-client'
import type { OpenSocket } from '#client/ports'
import type { Readable } from '#client/readable'
import { memoryOutbox } from '#client/storage/memory'
import { openWebSocket } from '#client/web-socket'
import { newOutcome, noteText, type Outcome } from './outcome'

/** Whom a load process plays. It is one of several, each with people of its own. */
export interface Crowd {
  url: string
  tokens: readonly string[]
}

/** What a load process does next, for so many seconds. */
export interface Order {
  /**
   * `texts` are written, `typing` is signalled, `arrivals` are people who go away and come back. A rate is in events
   * a second of this process; `closed` lets everyone write again once their text is acknowledged.
   */
  what: 'texts' | 'typing' | 'arrivals'
  rate: 'closed' | number
  /** Of this process' people, how many act. */
  actors: number
  seconds: number
}

/** Longer than anybody counts as present after leaving on purpose. */
const awayMs = 1500

// A load process: says "ready" once all its people are connected; then each line it reads is an order, which it
// answers with what came of it.
const lines = console[Symbol.asyncIterator]()
let outcome: Outcome | null = null
const clients = await connectAll(JSON.parse(await nextLine()))
process.stdout.write('ready\n')
for (;;) {
  const order: Order = JSON.parse(await nextLine())
  const mine = newOutcome()
  outcome = mine
  await carryOut(order, mine)
  outcome = null
  mine.connected = clients.filter(isUpToDate).length
  await tell(mine)
}

async function carryOut({ what, rate, actors, seconds }: Order, mine: Outcome): Promise<void> {
  const acting = clients.slice(0, actors)
  if (rate === 'closed') for (const client of acting) void writeOnAck(client, mine)
  else if (what === 'texts') atRate(rate, mine, (n) => write(acting[n % acting.length], n))
  else if (what === 'typing') atRate(rate, mine, (n) => type(acting[n % acting.length], mine))
  else atRate(rate, mine, (n) => leaveAndReturn(acting[n % acting.length], mine))
  await Bun.sleep(seconds * 1000)
}

async function connectAll({ url, tokens }: Crowd): Promise<Client[]> {
  const connected: Client[] = []
  for (let start = 0; start < tokens.length; start += 50) {
    const some = tokens.slice(start, start + 50).map((access) =>
      createClient({
        url,
        credentials: 'token',
        tokens: { access },
        outbox: memoryOutbox(),
        openSocket: counting,
      }),
    )
    await Promise.all(some.map(connect))
    connected.push(...some)
  }
  return connected
}

async function connect(client: Client): Promise<void> {
  await client.start()
  await until(client.connection, () => isUpToDate(client))
}

function isUpToDate({ connection }: Client): boolean {
  return connection.get().phase === 'up_to_date'
}

/** Counts what arrives after the client has dealt with it, as a person would see it. */
function counting(...[url, token, handlers]: Parameters<OpenSocket>): ReturnType<OpenSocket> {
  return openWebSocket(url, token, {
    ...handlers,
    onText(text) {
      handlers.onText(text)
      if (outcome) noteText(outcome, text, now())
    },
  })
}

async function writeOnAck(client: Client, mine: Outcome): Promise<void> {
  const { rooms } = client.rooms.get()
  for (let n = 0; outcome === mine; n++) {
    const room = rooms[n % rooms.length]
    if (room) await client.send(room.id, newText(n))
    await until(client.pending, (pending) => pending.length < rooms.length)
  }
}

function atRate(perSecond: number, mine: Outcome, act: (n: number) => void): void {
  const startedAt = performance.now()
  let done = 0
  const timer = setInterval(() => {
    if (outcome !== mine) return clearInterval(timer)
    const due = ((performance.now() - startedAt) / 1000) * perSecond
    for (; done < due; done++) act(done)
  }, 5)
}

function write(client: Client | undefined, n: number): void {
  const room = client?.rooms.get().rooms[0]
  if (client && room) void client.send(room.id, newText(n))
}

function type(client: Client | undefined, mine: Outcome): void {
  const room = client?.rooms.get().rooms[0]
  if (!client || !room) return
  mine.begun.push({ by: idOf(client), at: now() })
  client.typing(room.id)
}

async function leaveAndReturn(client: Client | undefined, mine: Outcome): Promise<void> {
  if (!client) return
  const by = idOf(client)
  await client.stop()
  await Bun.sleep(awayMs)
  mine.begun.push({ by, at: now() })
  await connect(client)
}

function idOf(client: Client): string {
  const session = client.session.get()
  return session.phase === 'signed_in' ? session.me.id : ''
}

/** Resolves once all of it is written: a pipe takes a long line in parts. */
function tell(what: Outcome): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${JSON.stringify(what)}\n`, () => resolve()))
}

function newText(n: number): string {
  return `sent ${now()} as number ${n}: see you at the harbour at noon, bring the folding table`
}

/** Microseconds on a clock that all processes of the machine share. Bun's `process.hrtime` begins anew in each of them. */
function now(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000)
}

function until<Value>(source: Readable<Value>, isReached: (value: Value) => boolean): Promise<void> {
  if (isReached(source.get())) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = source.subscribe(() => {
      if (!isReached(source.get())) return
      stop()
      resolve()
    })
  })
}

async function nextLine(): Promise<string> {
  const { value, done } = await lines.next()
  if (done) process.exit(0)
  return value
}
