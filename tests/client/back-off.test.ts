import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { backOffMs, reconnectMs, stableMs } from '#client/back-off'

const attempts = fc.nat(1000)
const chances = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

test('[MSG-7] every wait lies between half a second and thirty seconds', () => {
  fc.assert(
    fc.property(attempts, chances, (attempt, chance) => {
      const ms = backOffMs(attempt, chance)
      expect(ms).toBeGreaterThanOrEqual(500)
      expect(ms).toBeLessThan(30_000)
    }),
  )
})

test('[MSG-7] the longest possible wait doubles from one second until it is thirty', () => {
  const longest = [0, 1, 2, 3, 4, 5, 6].map((attempt) => Math.round(backOffMs(attempt, 0.999999999)))
  expect(longest).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
})

test('[MSG-7] the range a server asks for at goodbye goes before everything else', () => {
  fc.assert(
    fc.property(attempts, chances, fc.nat(), fc.nat(), fc.boolean(), (attempt, chance, a, b, isAbnormal) => {
      const retryMs = [Math.min(a, b), Math.max(a, b)] as const
      const ms = reconnectMs({ isAbnormal, livedMs: 2 * stableMs, retryMs }, attempt, chance)
      expect(ms).toBeGreaterThanOrEqual(retryMs[0])
      expect(ms).toBeLessThanOrEqual(retryMs[1])
    }),
  )
})

test('[MSG-7] after the abnormal loss of an old connection clients spread over half a second to five', () => {
  const loss = { isAbnormal: true, livedMs: stableMs + 1, retryMs: null }
  expect(reconnectMs(loss, 0, 0)).toBe(500)
  expect(reconnectMs(loss, 0, 0.999999999)).toBeCloseTo(5000, 3)
  expect(reconnectMs(loss, 1, 0.999999999)).toBeCloseTo(2000, 3)
  expect(reconnectMs({ ...loss, livedMs: stableMs }, 0, 0.999999999)).toBeCloseTo(1000, 3)
  expect(reconnectMs({ ...loss, isAbnormal: false }, 0, 0.999999999)).toBeCloseTo(1000, 3)
})
