import { afterEach, beforeEach, expect, jest, test } from 'bun:test'
import { createHeartbeat } from '#client/heartbeat'

beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

function start() {
  const counts = { pings: 0, silences: 0 }
  const heartbeat = createHeartbeat({
    ping: () => counts.pings++,
    onSilence: () => counts.silences++,
  })
  return { counts, heartbeat }
}

test('[MSG-7] a connection is given up after 35 seconds without any frame', () => {
  const { counts, heartbeat } = start()
  heartbeat.beat(25_000)
  jest.advanceTimersByTime(20_000)
  heartbeat.heard()
  jest.advanceTimersByTime(34_999)
  expect(counts.silences).toBe(0)
  jest.advanceTimersByTime(2)
  expect(counts.silences).toBe(1)
})

test('[MSG-7] a hidden page, whose timers ring once a minute, does not take its connection for dead', () => {
  using _ = ringingOnTheMinute()
  const { counts, heartbeat } = start()
  heartbeat.beat(25_000)
  for (let minute = 1; minute <= 5; minute++) {
    jest.advanceTimersByTime(60_000)
    expect(counts.pings).toBeGreaterThanOrEqual(minute)
    heartbeat.heard()
  }
  expect(counts.silences).toBe(0)

  jest.advanceTimersByTime(120_000)
  expect(counts.silences).toBe(1)
})

test('[MSG-7] the first ping comes within the interval the server names, the others once an interval', () => {
  const { counts, heartbeat } = start()
  heartbeat.beat(25_000)
  jest.advanceTimersByTime(25_000)
  expect(counts.pings).toBeGreaterThanOrEqual(1)
  const before = counts.pings
  for (let at = 0; at < 4; at++) {
    heartbeat.heard()
    jest.advanceTimersByTime(25_000)
  }
  expect(counts.pings).toBe(before + 4)
  expect(counts.silences).toBe(0)
})

test('[F24] a shorter interval that the server names counts at once', () => {
  const { counts, heartbeat } = start()
  heartbeat.beat(1_000)
  jest.advanceTimersByTime(10_000)
  expect(counts.silences).toBe(0)
  jest.advanceTimersByTime(2_500)
  expect(counts.silences).toBe(1)
})

test('[MSG-7] a probe wants its answer within five seconds', () => {
  const answered = start()
  answered.heartbeat.probe()
  jest.advanceTimersByTime(4_999)
  answered.heartbeat.heard()
  jest.advanceTimersByTime(1_000)
  expect(answered.counts).toEqual({ pings: 1, silences: 0 })

  const silent = start()
  silent.heartbeat.probe()
  jest.advanceTimersByTime(5_001)
  expect(silent.counts).toEqual({ pings: 1, silences: 1 })
})

test('[MSG-7] a heartbeat that was stopped does nothing any more', () => {
  const { counts, heartbeat } = start()
  heartbeat.beat(25_000)
  heartbeat.probe()
  heartbeat.stop()
  const before = { ...counts }
  jest.advanceTimersByTime(100_000)
  expect(counts).toEqual(before)
})

/** Timers as browsers give them to a page that has been hidden for a while. */
function ringingOnTheMinute(): Disposable {
  const minute = 60_000
  const prompt = globalThis.setTimeout
  const late = (ring: () => void, ms = 0) => {
    const now = performance.now()
    return prompt(ring, Math.ceil((now + ms) / minute) * minute - now)
  }
  Object.assign(globalThis, { setTimeout: late })
  return { [Symbol.dispose]: () => Object.assign(globalThis, { setTimeout: prompt }) }
}
