import type { Page } from 'playwright-core'
import { latencyOf } from '../statistics'
import { type BenchBrowser, roomShown } from './visitor'

const messages = 10_000
/** No machine is so slow; what takes longer hangs. */
const mostMs = 300_000
const text = 'What is typed while a room is as long as it gets. '

/** Scrolls up through a long room, then writes where so much is held. */
export async function reading({ newContext, rooms }: BenchBrowser) {
  const context = await newContext()
  const page = await context.newPage()
  await page.goto(rooms[0] ?? '')
  await roomShown(page)
  const scrolling = latencyOf(await scrollThrough(page, messages)).p95
  const typing = latencyOf(await typeInto(page)).p95
  await context.close()
  return { scrolling, typing }
}

/** Goes up by most of a screen with each frame, as fast as pages come. Returns how long each frame took, in ms. */
function scrollThrough(page: Page, count: number): Promise<number[]> {
  return page.getByRole('log').evaluate(
    async (box, { most, mostMs }) => {
      const oldest = () => Number(box.querySelector('[data-seq]')?.getAttribute('data-seq'))
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
      const frames: number[] = []
      const begin = oldest()
      let before = await frame()
      const started = before
      while (begin - oldest() < most) {
        if (before - started > mostMs) throw new Error(`It came only to ${oldest()}.`)
        box.scrollTop -= 600
        const now = await frame()
        frames.push(now - before)
        before = now
      }
      return frames
    },
    { most: count, mostMs },
  )
}

/** Returns how long it took from each key to the paint that shows it, in ms. Below 16 ms the browser does not say. */
async function typeInto(page: Page): Promise<number[]> {
  await page.getByRole('textbox', { name: /^Write to/ }).focus()
  await page.evaluate(() => {
    const slow: number[] = []
    Object.assign(globalThis, { slow })
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'keydown') slow.push(duration)
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })
  const written = text.repeat(4)
  await page.keyboard.type(written, { delay: 30 })
  await page.waitForTimeout(500)
  const slow = await page.evaluate(() => (globalThis as unknown as { slow: number[] }).slow)
  return [...slow, ...Array.from({ length: written.length - slow.length }, () => 16)]
}
