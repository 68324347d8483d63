import type { Page } from 'playwright-core'

/** Closes what lies over the page. On a phone its step of the history goes with it, a moment later. */
export async function closeTop(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  const isClosed = "!document.querySelector('dialog[open]') && !history.state?.layers"
  while (!(await page.evaluate<boolean>(isClosed))) await Bun.sleep(20)
}
