import { expect, test } from 'bun:test'
import { openSocket } from '../harness/probe-socket'
import { startServerProcess } from '../harness/server-process'
import { expectFlawless } from './checker'
import { gatherCrowd } from './crowd'
import { newHistory } from './history'
import { resetCrowd } from './reset-crowd'
import { noteRow, percentile, sized } from './rows'

const sockets = sized(500, 10_000)
/** Everyone may have ten sockets. */
const people = sockets / 10
const writers = 4
/** The figure servers come with: it is what spreads those who come back. */
const flags = ['--limits-upgrades-per-second', '500']

test(`[F22] ${sockets} sockets that are reset at once come back, and who writes meanwhile loses nothing`, async () => {
  using history = newHistory()
  const onError = (line: string) => history.note({ type: 'defect', line })
  await using server = await startServerProcess({ people: writers + people, flags, onError })
  await using crowd = await gatherCrowd(server, history, { rooms: 2, people: writers })
  await using honest = await openSocket(server)
  honest.say({ type: 'hello', data: { version: 1, token: server.registered[0]?.tokens.access } })
  await honest.next('synced')
  const pings: number[] = []
  const pinging = { isOn: true }
  const measuring = (async () => {
    while (pinging.isOn) {
      const start = performance.now()
      await honest.fence()
      pings.push(performance.now() - start)
      await Bun.sleep(20)
    }
  })()

  crowd.startWriting(100)
  const { syncedMs, failures } = await resetCrowd({
    url: server.url,
    people: server.registered.slice(writers),
    count: sockets,
  })
  pinging.isOn = false
  await measuring
  await crowd.stopWriting()
  await crowd.finish()

  expectFlawless(history)
  expect(syncedMs).toHaveLength(sockets)
  const [last, p99, ping] = [Math.max(...syncedMs), percentile(syncedMs, 99), percentile(pings, 99)]
  const rate = mostWithin(1000, syncedMs)
  const figure = `synced p99 ${seconds(p99)}, all ${seconds(last)}, at most ${rate} in a second, ${failures} refused attempts, ping p99 ${ping.toFixed(0)} ms`
  noteRow('F22 all reset at once', sockets, figure, last <= 60_000 && p99 <= 45_000 && ping <= 200)
}, 600_000)

/** How many of these moments at most lie within so many milliseconds. */
function mostWithin(ms: number, moments: readonly number[]): number {
  const sorted = moments.toSorted((left, right) => left - right)
  let first = 0
  return sorted.reduce((most, moment, last) => {
    while (moment - (sorted[first] ?? moment) >= ms) first++
    return Math.max(most, last - first + 1)
  }, 0)
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
