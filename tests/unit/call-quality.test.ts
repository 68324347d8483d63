import { expect, test } from 'bun:test'
import { countOf, qualityOf } from '../../web/src/calls/peer/quality'

const nothing = { lost: 0, received: 0, roundTripMs: null }

test('[CALL-1] a line is good, weak or bad by what was lost since it was last looked at, and by the time there and back', () => {
  const before = { lost: 50, received: 1000, roundTripMs: 40 }
  const after = (lost: number, received: number, roundTripMs: number | null) =>
    qualityOf(before, { lost: 50 + lost, received: 1000 + received, roundTripMs })
  expect(after(0, 100, 40)).toBe('good')
  expect(after(3, 97, 300)).toBe('good')
  expect(after(4, 96, 40)).toBe('weak')
  expect(after(11, 89, 40)).toBe('bad')
  expect(after(0, 100, 301)).toBe('weak')
  expect(after(0, 100, 801)).toBe('bad')
})

test('[CALL-1] a line of which nothing is known, or whose counts began anew, is not called bad', () => {
  expect(qualityOf(nothing, nothing)).toBe('good')
  expect(qualityOf({ lost: 90, received: 10, roundTripMs: null }, nothing)).toBe('good')
})

test('[CALL-1] what is counted is all that comes in, and the time of the path in use', () => {
  const report = new Map<string, object>([
    ['a', { type: 'inbound-rtp', packetsLost: 2, packetsReceived: 10 }],
    ['v', { type: 'inbound-rtp', packetsLost: 1, packetsReceived: 20 }],
    ['o', { type: 'outbound-rtp', packetsSent: 99 }],
    ['p', { type: 'candidate-pair', nominated: true, state: 'succeeded', currentRoundTripTime: 0.05 }],
    ['q', { type: 'candidate-pair', nominated: false, state: 'succeeded', currentRoundTripTime: 9 }],
  ])
  expect(countOf(report)).toEqual({ lost: 3, received: 30, roundTripMs: 50 })
})
