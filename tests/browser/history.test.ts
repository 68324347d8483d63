import { expect, test } from 'bun:test'
import type { Locator } from 'playwright-core'
import type { Account } from '../harness/account'
import { eventually } from '../harness/eventually'
import { isFocused } from '../harness/focus'
import type { Visitor } from '../harness/visitor'
import { drawnFrom, isAtEnd, longTalk, topOf } from './long-talk'

/** Scrolls and returns how far below the top of the log a line then stands, before anything is loaded. */
function scrollAndMeasure(log: Locator, to: number, text: string): Promise<number> {
  return log.evaluate(
    (box, given) => {
      box.scrollTop = given.to
      return lineTop()

      function lineTop() {
        const lines = [...box.querySelectorAll('article')]
        const line = lines.find((article) => article.textContent?.startsWith(given.text))
        return (line?.getBoundingClientRect().top ?? Number.NaN) - box.getBoundingClientRect().top
      }
    },
    { to, text },
  )
}

test('[MSG-9] older pages load while scrolling up, and what is being read stays where it is', async () => {
  await using talk = await longTalk(110)
  const { alice } = talk
  await alice.openRoom('bob')
  await alice.sees('Line 110')
  await drawnFrom(alice.log, 'Line 61')
  expect(await alice.log.getByText('Line 60', { exact: true }).count()).toBe(0)

  const before = await scrollAndMeasure(alice.log, 300, 'Line 70')
  await alice.log.getByText('Line 31', { exact: true }).waitFor({ state: 'attached' })
  expect(Math.abs((await topOf(alice.log, 'Line 70')) - before)).toBeLessThan(2)

  const atTop = await scrollAndMeasure(alice.log, 0, 'Line 32')
  await alice.log.getByText('Line 1', { exact: true }).waitFor({ state: 'attached' })
  expect(Math.abs((await topOf(alice.log, 'Line 32')) - atTop)).toBeLessThan(2)

  const lines = await alice.log.getByRole('article').allTextContents()
  expect(lines.map((text) => Number(/^Line (\d+?)\d\d:\d\d/.exec(text)?.[1]))).toEqual(
    Array.from({ length: 110 }, (_, index) => index + 1),
  )
})

test('[UI-3] what comes in does not move somebody who reads further up, and own words always do', async () => {
  await using talk = await longTalk(60)
  const { alice, bob, room } = talk
  await alice.openRoom('bob')
  await alice.sees('Line 60')
  await drawnFrom(alice.log, 'Line 11')
  expect(await alice.page.getByRole('button', { name: 'Jump to newest' }).count()).toBe(0)

  const before = await scrollAndMeasure(alice.log, 1000, 'Line 40')
  await bob.api.postMessage(room.id, { content: 'Are you there?' })
  await alice.page.getByRole('button', { name: 'Jump to newest, 1 new' }).waitFor()
  expect(Math.abs((await topOf(alice.log, 'Line 40')) - before)).toBeLessThan(2)

  await alice.say('I am')
  await alice.sees('I am')
  await eventually(async () => expect(await isAtEnd(alice.log)).toBe(true))
  await alice.page.getByRole('button', { name: 'Jump to newest' }).waitFor({ state: 'detached' })

  await bob.api.postMessage(room.id, { content: 'Good.' })
  await alice.sees('Good.')
  await eventually(async () => expect(await isAtEnd(alice.log)).toBe(true))
})

test('[UI-3] jump to newest leads to the end, and the keyboard goes on there', async () => {
  await using talk = await longTalk(60)
  const { alice } = talk
  await alice.openRoom('bob')
  await alice.sees('Line 60')
  await drawnFrom(alice.log, 'Line 11')
  await scrollAndMeasure(alice.log, 0, 'Line 11')
  await alice.page.getByRole('button', { name: 'Jump to newest' }).click()
  await eventually(async () => expect(await isAtEnd(alice.log)).toBe(true))
  await isFocused(alice.log.getByRole('article').filter({ hasText: 'Line 60' }))
})

test('[UI-3] a click on a quote leads to what it quotes, also when that was not loaded yet', async () => {
  await using talk = await longTalk(120)
  const { alice, bob, room } = talk
  const { messages } = await bob.api.history(room.id, { around: 3, limit: 1 })
  const [quoted] = messages
  await bob.api.postMessage(room.id, { content: 'As I said', ...(quoted && { reply_to: quoted.id }) })
  await alice.openRoom('bob')
  await alice.log.getByRole('button', { name: `bob ${quoted?.content}` }).click()

  const line = alice.log.getByRole('article').getByText(`${quoted?.content}`, { exact: true }).first()
  await line.waitFor()
  await alice.page.waitForFunction((text) => {
    const log = document.querySelector('[role=log]')?.getBoundingClientRect()
    const found = [...document.querySelectorAll('article')].find((a) => a.textContent?.startsWith(text))
    const box = found?.getBoundingClientRect()
    return log && box && box.top >= log.top && box.bottom <= log.bottom
  }, `${quoted?.content}`)
})

test('[PRE-3] what is unread is counted, marked in the room, and read once it was in sight', async () => {
  await using talk = await longTalk(5, 3)
  const { alice, bob, room } = talk
  await alice.page.getByRole('link', { name: /bob.*3 unread/ }).waitFor()
  await untilTitled(alice, '(3) Natter')

  await alice.openRoom('bob')
  await alice.log.getByRole('heading', { name: '3 new' }).waitFor()
  await alice.page.getByRole('link', { name: /unread/ }).waitFor({ state: 'detached' })
  await untilTitled(alice, 'bob · Natter')

  await bob.api.postMessage(room.id, { content: 'Line 6' })
  await alice.sees('Line 6')
  expect(await alice.log.getByRole('heading', { name: '3 new' }).count()).toBe(1)

  await untilRead(talk.reader, room.id)
  await alice.page.reload()
  await alice.sees('Line 6')
  expect(await alice.log.getByRole('heading', { name: /new/ }).count()).toBe(0)
})

/** The title follows what is shown a moment later. */
async function untilTitled({ page }: Visitor, title: string): Promise<void> {
  await page.waitForFunction((wanted) => document.title === wanted, title)
}

/** Waits until the server knows that all is read: a page tells it at most once a second. */
async function untilRead({ api }: Account, roomId: string): Promise<void> {
  while ((await api.room(roomId)).unread_count > 0) await Bun.sleep(50)
}
