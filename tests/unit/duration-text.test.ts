import { expect, test } from 'bun:test'
import { durationText } from '../../web/src/ui/duration-text'

test('[CALL-1] the length of a call is written as clocks show it', () => {
  expect(durationText(-5)).toBe('0:00')
  expect(durationText(65_900)).toBe('1:05')
  expect(durationText(3_729_000)).toBe('1:02:09')
})
