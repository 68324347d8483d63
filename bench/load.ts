import type { Client } from '#client/client'
import { createClient } from '#client/create-client'
import type { OpenSocket } from '#client/ports'
import type { Readable } from '#client/readable'
import { memoryOutbox } from '#client/storage/memory'
import { openWebSocket } from '#client/web-socket'

/** What a load process is told to do. It is one of several, each with people of its own. */
export interface Task {
  url: string
  tokens: readonly string[]
  /** `closed`: everyone writes again once acknowledged. A number: texts a second of this process. */
  rate: 'closed' | 'silent' | number
  /** Of this process' people, how many write. */
  writers: number
  seconds: number
}

export interface Outcome {
  acknowledged: number
  delivered: number
  /** Milliseconds from the call of `send` to the arrival at each of the others. */
  latencies: number[]
}

const stamp = /^sent (\d+) /

// A load process: says "ready" once all its people are connected, begins when it is told to, prints its outcome.
const task: Task = JSON.parse(await readLine())
const outcome: Outcome = { acknowledged: 0, delivered: 0, latencies: [] }
let isMeasuring = false
const clients = await connectAll(task)
process.stdout.write('ready\n')
await readLine()

isMeasuring = true
const writers = clients.slice(0, task.writers)
if (task.rate === 'closed') for (const client of writers) void writeOnAck(client)
else if (task.rate !== 'silent') writeAtRate(writers, task.rate)
await Bun.sleep(task.seconds * 1000)
isMeasuring = false
await Bun.write(Bun.stdout, `${JSON.stringify(outcome)}\n`)
process.exit(0)

async function connectAll({ url, tokens }: Task): Promise<Client[]> {
  const connected: Client[] = []
  for (let start = 0; start < tokens.length; start += 50) {
    const some = tokens.slice(start, start + 50).map((access) => {
      const credentials = 'token' as const
      return createClient({
        url,
        credentials,
        tokens: { access },
        outbox: memoryOutbox(),
        openSocket: counting,
      })
    })
    await Promise.all(
      some.map(async (client) => {
        await client.start()
        await until(client.connection, ({ phase }) => phase === 'up_to_date')
      }),
    )
    connected.push(...some)
  }
  return connected
}

/** Counts what arrives after the client has dealt with it, as a person would see it. */
function counting(...[url, token, handlers]: Parameters<OpenSocket>): ReturnType<OpenSocket> {
  return openWebSocket(url, token, {
    ...handlers,
    onText(text) {
      handlers.onText(text)
      if (isMeasuring) count(text)
    },
  })
}

function count(text: string): void {
  if (text.startsWith('{"type":"ack"')) outcome.acknowledged++
  if (!text.startsWith('{"type":"message"')) return
  outcome.delivered++
  const sentAt = stamp.exec(JSON.parse(text).data.content)?.[1]
  if (sentAt) outcome.latencies.push((now() - Number(sentAt)) / 1000)
}

async function writeOnAck(client: Client): Promise<void> {
  const { rooms } = client.rooms.get()
  for (let n = 0; isMeasuring; n++) {
    const room = rooms[n % rooms.length]
    if (room) await client.send(room.id, newText(n))
    await until(client.pending, (pending) => pending.length < rooms.length)
  }
}

function writeAtRate(people: readonly Client[], perSecond: number): void {
  const startedAt = performance.now()
  let written = 0
  const timer = setInterval(() => {
    if (!isMeasuring) return clearInterval(timer)
    const due = ((performance.now() - startedAt) / 1000) * perSecond
    for (; written < due; written++) {
      const client = people[written % people.length]
      const room = client?.rooms.get().rooms[0]
      if (client && room) void client.send(room.id, newText(written))
    }
  }, 5)
}

function newText(n: number): string {
  return `sent ${now()} as number ${n}: see you at the harbour at noon, bring the folding table`
}

/** Microseconds on a clock that all processes of the machine share. */
function now(): number {
  return Math.round(Number(process.hrtime.bigint()) / 1000)
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

async function readLine(): Promise<string> {
  for await (const line of console) return line
  throw new Error('nobody says what to do')
}
