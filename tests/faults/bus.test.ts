import { expect, test } from 'bun:test'
import { expectFlawless } from './checker'
import { deliveryDelays } from './delays'
import { type History, newHistory } from './history'
import { runLossy } from './lossy-run'
import { noteRow, percentile, sized } from './rows'

const size = sized({ seconds: 3, people: 6, rooms: 2 }, { seconds: 60, people: 40, rooms: 10 })
const timeoutMs = 200_000

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

function patchesIn(history: History): number {
  return history.read().filter(({ type }) => type === 'patched').length
}
