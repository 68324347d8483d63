import { test } from 'bun:test'
import { join } from 'node:path'
import { until } from '../harness/people'
import { startProxy } from '../harness/proxy'
import { startServerProcess } from '../harness/server-process'
import { expectFlawless } from './checker'
import { gatherCrowd } from './crowd'
import { newHistory } from './history'
import { isFull, noteRow } from './rows'

/** In every run the server is told to be impatient; the full one has the times that people meet. */
const impatient = join(import.meta.dir, 'fail-points', 'impatient.ts')
/** The row's 35 s are the client's own 25 and 10 to the millisecond: its timers have a second to ring and to be heard. */
const most = { reconnectingMs: 35_000 + 1000, offlineMs: 75_000 }

test.concurrent('[F24] a connection that died in silence is noticed on both sides although others write to it, and brings what was missed when it is back', async () => {
  using history = newHistory()
  await using server = await startServerProcess({ people: 2, preload: isFull ? undefined : impatient })
  using proxy = await startProxy(server.url)
  const url = (n: number) => (n === 0 ? proxy.url : server.url)
  await using crowd = await gatherCrowd(server, history, { rooms: 1, url })
  const [alice, bob] = crowd.people
  const [room_id = ''] = crowd.roomIds
  if (!alice || !bob) throw new Error('somebody is missing')
  await until(bob.client.presence, (people) => people.get(alice.id)?.is_online === true)

  const start = performance.now()
  const since = () => performance.now() - start
  proxy.weather.isBlackHole = true
  let texts = 0
  const writing = { isOn: true }
  const written = (async () => {
    while (writing.isOn) {
      await crowd.say(1, room_id, `are you there? ${++texts}`)
      await Bun.sleep(500)
    }
  })()
  const [reconnectingMs, offlineMs] = await Promise.all([
    until(alice.client.connection, ({ phase }) => phase !== 'up_to_date').then(since),
    until(bob.client.presence, (people) => people.get(alice.id)?.is_online === false).then(since),
  ])
  writing.isOn = false
  await written
  proxy.weather.isBlackHole = false
  alice.client.wake()
  await until(
    alice.client.log(room_id),
    ({ messages }) => messages.at(-1)?.content === `are you there? ${texts}`,
  )
  await crowd.finish()

  expectFlawless(history)
  const figure = `reconnecting after ${seconds(reconnectingMs)}, offline after ${seconds(offlineMs)}`
  const isPassed = reconnectingMs <= most.reconnectingMs && offlineMs <= most.offlineMs
  noteRow('F24 half-open', 1, figure, isPassed)
}, 600_000)

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
