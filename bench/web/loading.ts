import type { Page } from 'playwright-core'
import { type BenchBrowser, roomShown } from './visitor'

/** 1.6 Mbit/s each way, and 150 ms until an answer begins. */
const slowNetwork = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 200_000 }
const times = 3
/** Longer than a page takes to keep what was seen, and the browser to compile what it ran. */
const awayMs = 2_000

/** How long it takes until a room can be read and written in: at the first visit, slowly, and at a later one. */
export async function loading(browser: BenchBrowser) {
  return {
    interactive: await median(() => firstVisit(browser, false)),
    slow: await median(() => firstVisit(browser, true)),
    cached: await laterVisit(browser),
  }
}

async function firstVisit({ newContext, rooms }: BenchBrowser, isSlow: boolean): Promise<number> {
  const context = await newContext()
  const page = await context.newPage()
  if (isSlow) {
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.emulateNetworkConditions', slowNetwork)
  }
  await watchPaint(page)
  await page.goto(rooms[0] ?? '')
  const { text, field } = await paintedAt(page)
  await roomShown(page)
  await context.close()
  return Math.max(text, field)
}

/**
 * The same browser comes back a while later, when it has done with the visit before: what it kept is there before the server has
 * answered anything.
 */
async function laterVisit({ newContext, rooms }: BenchBrowser): Promise<number> {
  const context = await newContext()
  const page = await context.newPage()
  await watchPaint(page)
  await page.goto(rooms[0] ?? '')
  await roomShown(page)
  await page.evaluate(() => navigator.serviceWorker.ready)
  const took = await median(async () => {
    await page.goto('about:blank')
    await Bun.sleep(awayMs)
    await page.goto(rooms[0] ?? '')
    const { text } = await paintedAt(page)
    await roomShown(page)
    return text
  })
  await context.close()
  return took
}

/** When the first text of the room and its field were painted, in ms since the visit began. */
interface Painted {
  text: number
  field: number
}

/** Notes it inside the page: whoever looks for a role from outside keeps the page busy. */
async function watchPaint(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const painted: Partial<Painted> = {}
    const parts = { text: '[role=log] article', field: 'main textarea' }
    Object.assign(globalThis, { painted })
    new MutationObserver(() => {
      for (const [part, selector] of Object.entries(parts)) {
        if (part in painted || document.querySelector(selector) === null) continue
        Object.assign(painted, { [part]: Number.NaN })
        requestAnimationFrame(() => setTimeout(() => Object.assign(painted, { [part]: performance.now() })))
      }
    }).observe(document, { childList: true, subtree: true })
  })
}

async function paintedAt(page: Page): Promise<Painted> {
  const found = await page.waitForFunction(() => {
    const { painted } = globalThis as unknown as { painted: Painted }
    return painted.text > 0 && painted.field > 0 ? painted : null
  })
  const painted = await found.jsonValue()
  if (painted === null) throw new Error('nothing was painted')
  return painted
}

async function median(measure: () => Promise<number>): Promise<number> {
  const took: number[] = []
  for (let time = 0; time < times; time++) took.push(await measure())
  return took.sort((left, right) => left - right)[Math.floor(times / 2)] ?? Number.NaN
}
