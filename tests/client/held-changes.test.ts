import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { type HeldLog, receiveMessage, receivePage, type Step, startLog } from '#client/state/held-log'
import { appendPage, awaitPage, letGo, moveToPage, prependPage } from '#client/state/held-window'
import { type ChangingLog, type Deed, playLog } from './changing-log'

const limit = 8
const everything = Number.MAX_SAFE_INTEGER

const deed: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom('write', 'write', 'reply', 'edit', 'delete', 'react'),
  at: fc.nat(1000),
})

/** What a client hears of a log; the parts of 1000 say where between the earliest and the latest it was read. */
const event = fc.oneof(
  fc.record({ kind: fc.constant('live' as const), at: fc.nat(999) }),
  fc.record({ kind: fc.constant('page' as const), after: fc.nat(999), readAt: fc.nat(999) }),
  fc.record({
    kind: fc.constant('ask' as const),
    where: fc.constantFrom<Where[]>('older', 'newer', 'newest', 'around'),
  }),
  fc.record({ kind: fc.constant('answer' as const), at: fc.nat(999), readAt: fc.nat(999) }),
  fc.record({ kind: fc.constant('look' as const), at: fc.nat(999) }),
)
type Where = 'older' | 'newer' | 'newest' | 'around'
type Event = typeof event extends fc.Arbitrary<infer Value> ? Value : never

test('[MSG-7] [MSG-8] any interleaving of births, changes, gaps, repeats and pages ends as a fresh load', () => {
  fc.assert(
    fc.property(
      fc.array(deed, { minLength: 1, maxLength: 80, size: 'max' }),
      fc.nat(999),
      fc.array(event, { maxLength: 120, size: 'max' }),
      (deeds, start, events) => {
        const server = playLog(deeds)
        const device = newDevice(server, between(start, 0, server.head))
        for (const next of events) device.hear(next)
        device.finish()

        const fresh = server.stateAt(server.head)
        const { messages, hasOlder, hasNewer } = device.log()
        const from = fresh.findIndex(({ seq }) => seq === messages[0]?.seq)
        expect(messages).toEqual(fresh.slice(from, from + messages.length))
        expect(hasOlder || from === 0).toBe(true)
        expect(hasNewer || from + messages.length === fresh.length).toBe(true)
        device.loadAll()
        expect(device.log().messages).toEqual([...fresh])
        const numbers = device.applied()
        expect(numbers).toEqual([...new Set(numbers)].toSorted((left, right) => left - right))
      },
    ),
    { numRuns: 1000 },
  )
})

test('[MSG-8] an edit of a message that is older than what is held only moves the cursor', () => {
  const server = playLog([...writes(30), { kind: 'edit', at: 2 }])
  const log = startLog(server.historyPage(everything, 30, limit))
  const step = receiveMessage(log, server.frameAt(31))
  expect(step.log).toEqual({ ...log, cursor: 31, head: 31 })
})

test('[MSG-8] a deleted text goes from the quotes of what is held', () => {
  const server = playLog([...writes(20), { kind: 'reply', at: 0 }, { kind: 'delete', at: 0 }])
  const log = startLog(server.historyPage(everything, 21, limit))
  expect(log.messages.at(-1)?.reply_to?.preview).toBe('message 1')
  expect(receiveMessage(log, server.frameAt(22)).log.messages.at(-1)?.reply_to?.preview).toBe('')
})

test('[MSG-8] a change that comes while an older page is on its way is not lost', () => {
  const server = playLog([...writes(30), { kind: 'delete', at: 17 }])
  const asked = awaitPage(startLog(server.historyPage(everything, 30, limit)))
  const heard = receiveMessage(asked, server.frameAt(31)).log
  const log = prependPage(heard, server.historyPage(23, 30, limit))
  expect(log.messages).toEqual(server.stateAt(31).slice(14))
})

/** A device that hears of a log what a server may send, whenever it may arrive. */
function newDevice(server: ChangingLog, startedAt: number) {
  let log: HeldLog = startLog(server.historyPage(everything, startedAt, limit))
  let lookedAtSeq: number | null = null
  const numbers: number[] = []
  /** The page that is on its way, and how far the log was when it was asked for: the server had as much by then. */
  let asked: { where: Where; at: number } | null = null

  function take(step: Step) {
    log = letGo(step.log, lookedAtSeq, { most: 20, kept: 12 })
    numbers.push(...step.applied.map((message) => message.changed_seq))
  }

  function ask(where: Where) {
    if (asked !== null && (where === 'older' || where === 'newer')) return
    if (where === 'older' && !log.hasOlder) return
    if (where === 'newer' && !log.hasNewer) return
    asked = { where, at: log.cursor }
    log = awaitPage(log)
  }

  function answer(at: number, readAt: number) {
    if (asked === null) return
    const readThen = between(readAt, asked.at, server.head)
    const state = server.stateAt(readThen)
    const seq = state[between(at, 0, state.length - 1)]?.seq ?? 1
    log = joined(asked.where, seq, readThen)
    asked = null
  }

  function joined(where: Where, seq: number, readAt: number): HeldLog {
    switch (where) {
      case 'older':
        return prependPage(log, server.historyPage(log.messages[0]?.seq ?? 0, readAt, limit))
      case 'newer':
        return appendPage(log, server.laterPage(log.messages.at(-1)?.seq ?? 0, readAt, limit))
      case 'around':
        return moveToPage(log, server.laterPage(seq - 1, readAt, limit))
      case 'newest':
        return moveToPage(log, server.historyPage(everything, readAt, limit))
    }
  }

  return {
    log: () => log,
    applied: () => numbers,
    hear(next: Event) {
      if (next.kind === 'live') take(receiveMessage(log, server.frameAt(between(next.at, 1, server.head))))
      else if (next.kind === 'ask') ask(next.where)
      else if (next.kind === 'answer') answer(next.at, next.readAt)
      else if (next.kind === 'look') lookedAtSeq = next.at < 300 ? null : between(next.at, 1, server.head)
      else {
        const after = between(next.after, 0, server.head)
        take(receivePage(log, server.syncPage(after, between(next.readAt, after, server.head), limit)))
      }
    },
    /** Fills what is missing, as the client does once it knows of it. */
    finish() {
      while (log.cursor < server.head) take(receivePage(log, server.syncPage(log.cursor, server.head, limit)))
      answer(0, 0)
    },
    loadAll() {
      while (log.hasOlder) {
        ask('older')
        answer(0, 999)
      }
      while (log.hasNewer) {
        ask('newer')
        answer(0, 999)
      }
    },
  }
}

function writes(count: number): Deed[] {
  return Array.from({ length: count }, () => ({ kind: 'write', at: 0 }))
}

/** A number from `least` to `most`, by a part of 1000. */
function between(part: number, least: number, most: number): number {
  return least + Math.floor(((most - least + 1) * part) / 1000)
}
