import { expect, test } from 'bun:test'
import { isFlooding, noRefusals } from '#server/gateway/flood'
import { isRestored, newPace, takeTurn } from '#server/limits/pace'

const rate = { perSecond: 10, burst: 3 }

test('[OPS-5] a burst is let through, then one turn at a time, and a pause gives the burst back', () => {
  const pace = newPace()
  const at = (now: number) => takeTurn(pace, rate, now)
  expect([at(1000), at(1000), at(1000)]).toEqual([0, 0, 0])
  expect(at(1000)).toBe(100)
  expect(at(1100)).toBe(0)
  expect(at(1100)).toBeGreaterThan(0)
  expect(isRestored(pace, 1300)).toBe(false)
  expect(isRestored(pace, 1400)).toBe(true)
  expect([at(1500), at(1500), at(1500)]).toEqual([0, 0, 0])
})

test('[OPS-5] many who are refused at once are told one moment each, and find a turn when they come at it', () => {
  const pace = newPace()
  const waits = Array.from({ length: 50 }, () => takeTurn(pace, rate, 0)).slice(3)
  expect(waits).toEqual(waits.map((_, n) => (n + 1) * 100))
  for (const wait of waits) expect(takeTurn(pace, rate, wait)).toBe(0)
})

test('[OPS-5] nobody is told to wait for more than a minute', () => {
  const pace = newPace()
  const waits = Array.from({ length: 2000 }, () => takeTurn(pace, rate, 0))
  expect(Math.max(...waits)).toBe(60_000)
})

test('[G05] ten seconds on end with ten refusals each are a flood; with a pause among them they are none', () => {
  const refuse = (perSecond: number, seconds: number[]) => {
    const refusals = noRefusals()
    return seconds.some((second) =>
      Array.from({ length: perSecond }, (_, n) => isFlooding(refusals, second * 1000 + n)).some(Boolean),
    )
  }
  const seconds = Array.from({ length: 11 }, (_, n) => n + 5)
  expect(refuse(10, seconds)).toBe(true)
  expect(refuse(10, seconds.slice(1))).toBe(false)
  expect(refuse(9, seconds)).toBe(false)
  expect(refuse(10, [...seconds.slice(0, 6), ...seconds.slice(7), 16, 17])).toBe(false)
  expect(refuse(999, [1])).toBe(false)
  expect(refuse(1000, [1])).toBe(true)
})
