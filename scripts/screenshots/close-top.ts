import type { Page } from 'playwright-core'
import { until } from './until'

/** Closes what lies over the page. On a phone its step of the history goes with it, a moment later. */
export async function closeTop(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await until(page, "!document.querySelector('dialog[open]') && !history.state?.layers")
}
