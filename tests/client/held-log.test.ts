import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { type HeldLog, isBehind, receiveMessage, receivePage, startLog } from '#client/state/held-log'
import { prependPage } from '#client/state/held-window'
import type { SyncPage } from '#protocol/frames'
import type { Message, MessagePage } from '#protocol/messages'
import { entries, entry } from './entries'

const length = 400

/** What a server can send of a log of 400 entries: live entries and pages, in any order and any number of times. */
const event = fc.oneof(
  fc.integer({ min: 1, max: length }).map((seq) => ({ kind: 'message' as const, message: entry(seq) })),
  fc
    .tuple(fc.integer({ min: 0, max: length }), fc.integer({ min: 0, max: 100 }), fc.nat(length))
    .map(([after, size, later]) => ({
      kind: 'page' as const,
      page: pageOf(after, size, after + size + later),
    })),
)

test('[MSG-4] [MSG-7] any interleaving of entries, gaps, repeats and pages ends in the same gapless log', () => {
  fc.assert(
    fc.property(fc.nat(length), fc.array(event, { maxLength: 400 }), (newest, events) => {
      const shown: Message[] = []
      let log = startLog(historyUpTo(newest))
      shown.push(...log.messages)
      for (const next of events) {
        const step = next.kind === 'message' ? receiveMessage(log, next.message) : receivePage(log, next.page)
        shown.push(...step.applied)
        log = step.log
        expectGapless(log)
      }
      while (log.cursor < length) {
        const step = receivePage(log, pageOf(log.cursor, 100, length))
        shown.push(...step.applied)
        log = step.log
      }
      expectGapless(log)
      expect(log.messages).toEqual(entries(Math.max(1, newest - 49), length))
      expect(shown).toEqual([...log.messages])
      expect(isBehind(log)).toBe(false)
      expect(log.beyond.size).toBe(0)
    }),
  )
})

test('[MSG-7] an entry that was seen before changes nothing', () => {
  const log = startLog(historyUpTo(10))
  expect(receiveMessage(log, entry(10))).toEqual({ log, applied: [] })
  expect(receiveMessage(log, entry(3))).toEqual({ log, applied: [] })
})

test('[MSG-7] an early entry waits, and shows that something is missing', () => {
  const { log, applied } = receiveMessage(startLog(historyUpTo(10)), entry(12))
  expect(applied).toEqual([])
  expect(isBehind(log)).toBe(true)
  expect(receiveMessage(log, entry(11)).applied).toEqual([entry(11), entry(12)])
})

test('[MSG-7] of a flood of early entries the nearest 256 are kept, and the rest is known to be missing', () => {
  let log = startLog(historyUpTo(10))
  for (const message of entries(12, 400).reverse()) log = receiveMessage(log, message).log
  expect([...log.beyond.keys()].sort((a, b) => a - b)).toEqual(entries(12, 267).map(({ seq }) => seq))
  expect(log.head).toBe(400)
  const { log: filled } = receiveMessage(log, entry(11))
  expect(filled.cursor).toBe(267)
  expect(isBehind(filled)).toBe(true)
})

test('[MSG-12] a page that has lost its oldest entries still brings the log to its end', () => {
  const page: SyncPage = { room_id: 'r1', after: 10, to: 30, head: 30, messages: entries(21, 30) }
  const { log, applied } = receivePage(startLog(historyUpTo(10)), page)
  expect(applied).toEqual(entries(21, 30))
  expect(log.cursor).toBe(30)
  expect(isBehind(log)).toBe(false)
})

test('[MSG-9] an older page goes in front, without what is held already', () => {
  const log = startLog(historyUpTo(100))
  const page: MessagePage = {
    messages: entries(20, 60).reverse(),
    has_older: true,
    has_newer: true,
    head: 100,
  }
  const longer = prependPage(log, page)
  expect(longer.messages).toEqual(entries(20, 100))
  expect(longer.hasOlder).toBe(true)
})

test('[MSG-9] an empty log begins before its first entry', () => {
  const log = startLog({ messages: [], has_older: false, has_newer: false, head: 0 })
  expect(receiveMessage(log, entry(1)).applied).toEqual([entry(1)])
})

function historyUpTo(newest: number): MessagePage {
  const oldest = Math.max(1, newest - 49)
  const messages = entries(oldest, newest).reverse()
  return { messages, has_older: oldest > 1, has_newer: false, head: newest }
}

function pageOf(after: number, size: number, head: number): SyncPage {
  const to = Math.min(after + size, length)
  const messages = entries(after + 1, to)
  return { room_id: 'r1', after, to, head: Math.max(to, Math.min(head, length)), messages }
}

function expectGapless(log: HeldLog): void {
  const [first] = log.messages
  if (first)
    expect(log.messages.map(({ seq }) => seq)).toEqual(entries(first.seq, log.cursor).map(({ seq }) => seq))
  expect([...log.beyond.keys()].every((seq) => seq > log.cursor + 1)).toBe(true)
}
