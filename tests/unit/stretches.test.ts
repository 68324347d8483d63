import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { linesOf, stretchesOf } from '../../web/src/conversation/lines'
import { entries } from '../client/entries'

/** The stretches that are drawn of the entries from `first` to `last`, by the day and their key. */
function drawn(first: number, last: number): Map<string, readonly string[]> {
  const held = { messages: entries(first, last), hasOlder: true, hasNewer: true }
  const days = linesOf(held, [], 'alice', null)
  const stretches = days.flatMap(({ key: day, lines }) =>
    stretchesOf(lines).map(({ key, lines }) => [`${day} ${key}`, lines.map((line) => line.key)] as const),
  )
  expect(new Set(stretches.map(([key]) => key)).size).toBe(stretches.length)
  return new Map(stretches)
}

test('[UI-3] what is drawn above and below leaves the lines of a stretch together', () => {
  const part = fc.tuple(fc.integer({ min: 1, max: 200 }), fc.nat(100))
  fc.assert(
    fc.property(part, fc.nat(80), fc.nat(80), ([first, length], above, below) => {
      const before = drawn(first, first + length)
      const after = drawn(Math.max(1, first - above), first + length + below)
      for (const [key, lines] of before) expect(after.get(key)).toEqual(expect.arrayContaining([...lines]))
      expect([...before.values()].flat()).toHaveLength(length + 1)
    }),
  )
})
