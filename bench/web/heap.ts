import type { CDPSession, Page } from 'playwright-core'
import { type BenchBrowser, roomShown } from './visitor'

const changes = 30

/** By how many percent what the page holds grows while somebody goes to and fro between two rooms. */
export async function heapGrowth({ newContext, rooms }: BenchBrowser): Promise<number> {
  const context = await newContext()
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await page.goto(rooms[0] ?? '')
  await roomShown(page)
  for (let change = 0; change < 4; change++) await changeRoom(page)
  const before = await heapBytes(devtools)
  for (let change = 0; change < changes; change++) await changeRoom(page)
  const after = await heapBytes(devtools)
  await context.close()
  return ((after - before) / before) * 100
}

/** Goes to the room that is not open, by its link. */
async function changeRoom(page: Page): Promise<void> {
  await page.locator('a[href^="/room/"]:not([aria-current])').first().click()
  await roomShown(page)
}

async function heapBytes(devtools: CDPSession): Promise<number> {
  for (let times = 0; times < 3; times++) await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  return usedSize
}
