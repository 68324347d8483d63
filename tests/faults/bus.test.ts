import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { limits } from '#protocol/limits'
import { startServerProcess } from '../harness/server-process'
import { expectFlawless } from './checker'
import { gatherCrowd } from './crowd'
import { deliveryDelays } from './delays'
import { type History, newHistory } from './history'
import { runLossy } from './lossy-run'
import { isFull, noteRow, percentile, sized } from './rows'

const size = sized(
  { seconds: 3, people: 6, rooms: 2, pauseMs: 10 },
  { seconds: 60, people: 40, rooms: 10, pauseMs: 100 },
)
const timeoutMs = 600_000
/** In every run pings come each second; the full one has the pauses of real clients. */
const pingMs = isFull ? limits.heartbeatMs : 1000
const silentBus = join(import.meta.dir, 'fail-points', isFull ? 'silent-bus.ts' : 'silent-bus-impatient.ts')
/** What may pass after a ping until its answer has been acted on. */
const answerMs = 1000

test.concurrent(
  '[F10] what one announcement in a hundred would have told is asked for, and nobody misses anything',
  async () => {
    using history = newHistory()
    await runLossy(history, { isLossy: true, ...size })
    expectFlawless(history)
    expect(patchesIn(history)).toBeGreaterThan(0)
    const p99 = percentile(deliveryDelays(history.read()), 99)
    noteRow(
      'F10 lossy bus',
      1,
      `${patchesIn(history)} gaps filled, p99 ${Math.ceil(p99)} ms, missing 0`,
      p99 <= 2000,
    )
  },
  timeoutMs,
)

test.concurrent(
  '[F10] where nothing is lost nobody asks, so that the mutant drop-fan-out is noticed although it heals',
  async () => {
    using history = newHistory()
    await runLossy(history, { isLossy: false, ...size })
    expectFlawless(history)
    expect(patchesIn(history)).toBe(0)
    noteRow('mutant drop-fan-out', 1, 'killed by F10: a sound server leaves 0 gaps to fill', true)
  },
  timeoutMs,
)

test.concurrent(
  '[F10] the last text before the bus falls silent is there after the next ping',
  async () => {
    using history = newHistory()
    const { people, rooms } = size
    const onError = (line: string) => history.note({ type: 'defect', line })
    await using server = await startServerProcess({ people, preload: silentBus, onError })
    await using crowd = await gatherCrowd(server, history, { rooms })
    const [roomId = ''] = crowd.roomIds
    await crowd.say(0, roomId, 'silence')
    await crowd.finish()

    expectFlawless(history)
    expect(patchesIn(history)).toBeGreaterThan(0)
    const slowest = percentile(deliveryDelays(history.read()), 100)
    const figure = `there after ${(slowest / 1000).toFixed(1)} s, pings come every ${pingMs / 1000} s, missing 0`
    noteRow('F10 last text lost', 1, figure, slowest <= pingMs + answerMs)
  },
  timeoutMs,
)

function patchesIn(history: History): number {
  return history.read().filter(({ type }) => type === 'patched').length
}
