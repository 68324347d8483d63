import { expect } from 'bun:test'
import type { Page } from 'playwright-core'

/**
 * Resolves once everything stands where it stays: what is still growing or fading into its place has neither the size nor the
 * colours it will have. What the browser was told before, as of other colours, begins with a frame.
 */
export async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const twoFrames = () =>
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const ending = () =>
      document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await twoFrames()
    // One that is called off has made way for another.
    while (ending().length > 0) {
      await Promise.allSettled(ending().map(({ finished }) => finished))
      await twoFrames()
    }
  })
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(width).toBeLessThanOrEqual(0)
}
