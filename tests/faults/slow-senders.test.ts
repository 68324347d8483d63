import { expect, test } from 'bun:test'
import { connect, type Socket } from 'node:net'
import { openSocket } from '../harness/probe-socket'
import { startServerProcess } from '../harness/server-process'
import { noteRow, percentile, sized } from './rows'

const connections = sized(200, 5000)
const mostOpenMs = 15_000
/** A server that never closes them is given up after this long. */
const patienceMs = 40_000

test.concurrent(`[F29] ${connections} connections that send a byte a second are closed, and keep nobody else waiting`, async () => {
  await using server = await startServerProcess({ people: 1 })
  const { port } = new URL(server.url)
  await using honest = await openSocket(server)
  honest.say({ type: 'hello', data: { version: 1, token: server.registered[0]?.tokens.access } })
  await honest.next('synced')
  const calm = await pings(1000)

  const lifetimes = Array.from({ length: connections }, (_, n) =>
    trickle(Number(port), n % 2 === 0 ? head : body),
  )
  const busy = await pings(sized(2000, 10_000))
  const longest = Math.max(...(await Promise.all(lifetimes)))

  expect(await honest.fence()).toEqual([])
  expect(longest).toBeLessThan(patienceMs)
  const [before, during] = [percentile(calm, 99), percentile(busy, 99)]
  const figure = `closed within ${(longest / 1000).toFixed(1)} s, ping p99 ${before.toFixed(1)} then ${during.toFixed(1)} ms`
  noteRow('F29 slow senders', connections, figure, longest <= mostOpenMs)

  async function pings(forMs: number): Promise<number[]> {
    const times: number[] = []
    for (const start = performance.now(); performance.now() - start < forMs; ) {
      const sentAt = performance.now()
      await honest.fence()
      times.push(performance.now() - sentAt)
      await Bun.sleep(10)
    }
    return times
  }
}, 600_000)

const head = 'GET /api/v1/server HTTP/1.1\r\nHost: localhost\r\nX-Filler: '
const body =
  'POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n'

/** Sends the beginning of a request and then a byte a second. Resolves with how long the server bore it. */
function trickle(port: number, beginning: string): Promise<number> {
  return new Promise((resolve) => {
    const start = performance.now()
    const socket: Socket = connect(port, '127.0.0.1', () => socket.write(beginning))
    const dripping = setInterval(() => socket.write('x'), 1000)
    const end = () => {
      clearInterval(dripping)
      clearTimeout(giving)
      socket.destroy()
      resolve(performance.now() - start)
    }
    const giving = setTimeout(end, patienceMs)
    socket.on('error', () => {})
    socket.on('close', end)
  })
}
