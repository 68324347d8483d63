import type { Page } from 'playwright-core'
import { type BenchBrowser, roomShown } from './visitor'

/** 1.6 Mbit/s each way, and 150 ms until an answer begins. */
const slowNetwork = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 200_000 }
const firstTimes = 3
/** The first of them is slower: a browser compiles a program anew until it has seen it twice. */
const laterTimes = 7
/** Longer than a page takes to keep what was seen, and the browser to compile what it ran, or to have opened its window. */
const awayMs = 2_000

/** How long it takes until a room can be read and written in: at the first visit, slowly, and at a later one. */
export async function loading(browser: BenchBrowser) {
  return {
    interactive: await median(firstTimes, () => firstVisit(browser, false)),
    slow: await median(firstTimes, () => firstVisit(browser, true)),
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
  await Bun.sleep(awayMs)
  const { text, field } = await visit(page, rooms[0])
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
  const took = await median(laterTimes, async () => {
    await page.goto('about:blank')
    await Bun.sleep(awayMs)
    return (await visit(page, rooms[0])).text
  })
  await context.close()
  return took
}

/** When the first text of the room and its field were painted, in ms since the visit began. */
interface Painted {
  text: number
  field: number
}

const noted = 'painted '

/** Notes it inside the page, which tells it by its console: to be asked from outside would keep the page busy. */
async function watchPaint(page: Page): Promise<void> {
  await page.addInitScript((noted) => {
    const painted = new Map<string, number>()
    const parts = Object.entries({ text: '[role=log] article', field: 'main textarea' })
    const seen = new Set<string>()
    new MutationObserver(() => {
      for (const [part, selector] of parts) {
        if (seen.has(part) || document.querySelector(selector) === null) continue
        seen.add(part)
        requestAnimationFrame(() => setTimeout(note, 0, part))
      }
    }).observe(document, { childList: true, subtree: true })

    function note(part: string): void {
      painted.set(part, performance.now())
      if (painted.size === parts.length) console.debug(noted + JSON.stringify(Object.fromEntries(painted)))
    }
  }, noted)
}

async function visit(page: Page, room = ''): Promise<Painted> {
  const told = page.waitForEvent('console', (message) => message.text().startsWith(noted))
  await page.goto(room, { waitUntil: 'commit' })
  const painted: Painted = JSON.parse((await told).text().slice(noted.length))
  await roomShown(page)
  return painted
}

async function median(times: number, measure: () => Promise<number>): Promise<number> {
  const took: number[] = []
  for (let time = 0; time < times; time++) took.push(await measure())
  return took.sort((left, right) => left - right)[Math.floor(times / 2)] ?? Number.NaN
}
