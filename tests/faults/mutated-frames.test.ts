import { expect, test } from 'bun:test'
import { limits } from '#protocol/limits'
import { openSocket } from '../harness/probe-socket'
import { residentMebibytes } from '../harness/process-figures'
import { openRawSocket, type RawSocket } from '../harness/raw-socket'
import { type ServerProcess, startServerProcess } from '../harness/server-process'
import { mutatedFrame } from './mutated-frames'
import { seeded } from './random'
import { noteRow, sized } from './rows'

const frames = sized(20_000, 1_000_000)
/** The fifth frame that makes no sense closes the socket: what follows would not be looked at. */
const framesEach = 5
const people = 8
const atOnce = 16
/** How much memory may stay in use, above what handling the first tenth took. */
const mostRiseMebibytes = 100
/** A server that has stopped answering is given up after this long. */
const hangMs = 60_000
const fillAfterMs = 50

test(
  `[F28] ${frames} broken frames neither end, hang nor confuse the server`,
  async () => {
    const defects: string[] = []
    await using server = await startServerProcess({ people, onError: (line) => defects.push(line) })
    const { pid } = server
    const seed = Date.now() % 1e9
    console.log(`the seed is ${seed}`)
    const random = seeded(seed)
    await using honest = await openSocket(server)
    honest.say({ type: 'hello', data: { version: 1, token: tokenOf(server, 0) } })
    await honest.next('synced')

    await throwAt(server, random, frames / 10)
    await honest.fence()
    const before = residentMebibytes(server.pid)
    await throwAt(server, random, (frames * 9) / 10)

    expect(await honest.fence()).toEqual([])
    expect(server.pid).toBe(pid)
    expect(defects).toEqual([])
    const rise = residentMebibytes(server.pid) - before
    noteRow(
      'F28 broken frames',
      frames,
      `0 crashes, 0 hangs, 0 internal errors, memory +${Math.max(0, rise).toFixed(0)} MiB`,
      rise <= mostRiseMebibytes,
    )
  },
  sized(120_000, 3_600_000),
)

async function throwAt(server: ServerProcess, random: () => number, count: number): Promise<void> {
  let left = count
  const thrower = async (n: number) => {
    while (left > 0) {
      left -= framesEach
      await throwSome(server, random, tokenOf(server, 1 + (n % (people - 1))))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, (_, n) => thrower(n)))
}

/** One connection: a hello, broken frames, and whatever the server says until it closes or answers a ping. */
async function throwSome(server: ServerProcess, random: () => number, token: string): Promise<void> {
  using socket = await openRawSocket(server)
  socket.say({ type: 'hello', data: { version: 1, token } })
  const broken = Buffer.concat(Array.from({ length: framesEach }, () => mutatedFrame(random)))
  socket.write(broken)
  socket.say({ type: 'ping', data: {}, ref: 'fence' })
  // A frame whose length was made larger swallows what follows: it is given enough to end, in an error.
  const filling = setTimeout(() => socket.write(Buffer.alloc(2 * limits.frameBytes, 0xff)), fillAfterMs)
  const answered = await Promise.race([answersOf(socket), Bun.sleep(hangMs)])
  clearTimeout(filling)
  if (!answered) throw new Error(`no answer to ${broken.toString('hex')}`)
}

async function answersOf(socket: RawSocket): Promise<true> {
  for (let text = await socket.next(); text !== null; text = await socket.next()) {
    if (text.includes('"internal"')) throw new Error(`a frame was not understood: ${text}`)
    if (text.includes('"ref":"fence"')) break
  }
  return true
}

function tokenOf(server: ServerProcess, n: number): string {
  return server.registered[n]?.tokens.access ?? ''
}
