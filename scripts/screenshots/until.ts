import type { Page } from 'playwright-core'

/** Waits until something is true on the page. The page itself may not evaluate a text, so that it is asked again and again. */
export async function until(page: Page, expression: string): Promise<void> {
  while (!(await page.evaluate<boolean>(expression))) await page.waitForTimeout(20)
}
