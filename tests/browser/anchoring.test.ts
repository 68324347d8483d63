import { expect, test } from 'bun:test'
import type { Locator } from 'playwright-core'
import { inSight, longRoom, movedPx } from './long-room'
import { drawnFrom } from './long-talk'

/** Scrolls up by so many pixels, and returns once the browser has told the page of it. */
function scrollUp(log: Locator, px: number): Promise<void> {
  return log.evaluate(
    (box, by) =>
      new Promise<void>((resolve) => {
        box.addEventListener('scroll', () => requestAnimationFrame(() => resolve()), { once: true })
        box.scrollTop -= by
      }),
    px,
  )
}

test('[UI-3] an edit above what is being read moves nothing', async () => {
  await using talk = await longRoom(200)
  const { alice, bob, room, seqOf } = talk
  await alice.openRoom('bob')
  await alice.sees('Line 200')
  await drawnFrom(alice.log, 'Line 151')
  await scrollUp(alice.log, 600)
  const before = await inSight(alice.page)
  const { messages } = await bob.api.history(room.id, { around: seqOf(165), limit: 1 })
  const [above] = messages
  expect(above?.content).toBe('Line 165')

  await bob.api.editMessage(room.id, above?.id ?? '', { content: 'Much longer.\n'.repeat(30) })
  await alice.log.getByText(/Much longer/).waitFor({ state: 'attached' })
  expect(await movedPx(alice.page, before)).toBeLessThanOrEqual(1)
  await bob.api.deleteMessage(room.id, above?.id ?? '')
  await alice.log.getByText(/Much longer/).waitFor({ state: 'detached' })
  expect(await movedPx(alice.page, before)).toBeLessThanOrEqual(1)
})

test('[UI-3] what is above and changes its height by itself, as images do, moves nothing', async () => {
  await using talk = await longRoom(200)
  const { alice } = talk
  await alice.openRoom('bob')
  await alice.sees('Line 200')
  await drawnFrom(alice.log, 'Line 151')
  await scrollUp(alice.log, 900)
  const before = await inSight(alice.page)
  for (const height of ['300px', '20px', '700px']) {
    await alice.log.evaluate(async (box, px) => {
      const line = [...box.querySelectorAll('article')].find((one) => one.textContent?.startsWith('Line 160'))
      if (line) line.style.minHeight = px
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    }, height)
    expect(await movedPx(alice.page, before)).toBeLessThanOrEqual(1)
  }
})

test('[UI-3] at the end it stays at the end, whatever changes above or comes below', async () => {
  await using talk = await longRoom(100)
  const { alice, bob, room } = talk
  await alice.openRoom('bob')
  await alice.sees('Line 100')
  const belowPx = () => alice.log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)
  await alice.log.evaluate(async (box) => {
    const line = [...box.querySelectorAll('article')].find((one) => one.textContent?.startsWith('Line 95'))
    if (line) line.style.minHeight = '400px'
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
  expect(await belowPx()).toBeLessThanOrEqual(1)
  await bob.api.postMessage(room.id, { content: 'A tall one.\n'.repeat(40) })
  await alice.log.getByText(/A tall one/).waitFor()
  expect(await belowPx()).toBeLessThanOrEqual(1)
})

test('[UI-2] however far one scrolls, few lines are drawn, and the pages that come and go move nothing', async () => {
  await using talk = await longRoom(1000)
  const { alice } = talk
  await alice.openRoom('bob')
  await alice.sees('Line 1000')
  await drawnFrom(alice.log, 'Line 951')
  let most = 0
  let first = 1000
  while (first > 450) {
    const before = await inSight(alice.page)
    await scrollUp(alice.log, 500)
    const gone = await inSight(alice.page)
    const shifts = [...before].flatMap(([line, top]) => {
      const now = gone.get(line)
      return now === undefined ? [] : [now - top]
    })
    for (const shift of shifts) expect(Math.abs(shift - 500)).toBeLessThanOrEqual(1)
    // As far as the next step goes.
    await alice.page.waitForFunction(() => (document.querySelector('[role=log]')?.scrollTop ?? 0) > 500)
    expect(await movedPx(alice.page, gone)).toBeLessThanOrEqual(1)
    most = Math.max(most, await alice.log.getByRole('article').count())
    first = Math.min(...gone.keys())
  }
  expect(most).toBeLessThanOrEqual(250)
  await alice.page.getByRole('button', { name: 'Jump to newest' }).click()
  await alice.sees('Line 1000')
})
