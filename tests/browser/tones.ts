import type { Page } from 'playwright-core'

declare global {
  interface Window {
    tonesPlayed: number
  }
}

/** From the next load on, the page counts in `tonesPlayed` what it sounds. */
export async function countTones(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.tonesPlayed = 0
    const { start } = OscillatorNode.prototype
    OscillatorNode.prototype.start = function (when) {
      window.tonesPlayed++
      start.call(this, when)
    }
  })
}
