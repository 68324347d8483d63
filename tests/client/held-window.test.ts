import { expect, test } from 'bun:test'
import { receiveMessage, startLog } from '#client/state/held-log'
import { appendPage, awaitPage, isWithin, letGo, moveToPage } from '#client/state/held-window'
import { entries, entry } from './entries'

const seqs = ({ messages }: { messages: readonly { seq: number }[] }) => messages.map(({ seq }) => seq)

/** Entries as the server gives them: newest first, from a log of so many. */
function page(first: number, last: number, head: number) {
  const messages = entries(first, last).reverse()
  return { messages, has_older: first > 1, has_newer: last < head, head }
}

test('[D34] what is born while the middle of a log is held counts and is not shown', () => {
  const log = startLog(page(40, 60, 100))
  const step = receiveMessage(log, entry(101))
  expect(step.applied).toEqual([entry(101)])
  expect(step.log).toMatchObject({ cursor: 101, hasNewer: true })
  expect(seqs(step.log)).toEqual(seqs({ messages: entries(40, 60) }))
})

test('[D34] what is born while the newest page is on its way is in it once it comes', () => {
  const asked = awaitPage(startLog(page(40, 60, 100)))
  const heard = receiveMessage(asked, entry(101)).log
  const log = moveToPage(heard, page(81, 100, 100))
  expect(seqs(log)).toEqual(seqs({ messages: entries(81, 101) }))
  expect(log.hasNewer).toBe(false)
})

test('[D34] a page that is ahead of what was heard shows each entry once', () => {
  const asked = awaitPage(startLog(page(81, 100, 100)))
  const log = appendPage({ ...asked, hasNewer: true }, page(101, 103, 103))
  expect(log.cursor).toBe(100)
  const heard = [101, 102, 103, 104].reduce((held, seq) => receiveMessage(held, entry(seq)).log, log)
  expect(seqs(heard)).toEqual(seqs({ messages: entries(81, 104) }))
})

test('[UI-2] of more than 250 entries those near the one that is looked at stay', () => {
  const full = startLog(page(101, 351, 351))
  expect(seqs(letGo(full, null))).toEqual(seqs({ messages: entries(152, 351) }))
  expect(letGo(full, null)).toMatchObject({ hasOlder: true, hasNewer: false })

  const middle = letGo(full, 220)
  expect(seqs(middle)).toEqual(seqs({ messages: entries(120, 319) }))
  expect(middle).toMatchObject({ hasOlder: true, hasNewer: true })
  expect(seqs(letGo(full, 1)).at(0)).toBe(101)
  expect(letGo(awaitPage(full), null).messages.length).toBe(251)
  expect(letGo(middle, null)).toBe(middle)
})

test('[UI-3] nothing has to be fetched to know what stands at a number, up to the newest one known', () => {
  const all = startLog(page(1, 10, 10))
  expect([0, 1, 10, 11].map((seq) => isWithin(all, seq))).toEqual([true, true, true, false])
  const part = startLog(page(40, 60, 100))
  expect([39, 40, 60, 61].map((seq) => isWithin(part, seq))).toEqual([false, true, true, false])
})
