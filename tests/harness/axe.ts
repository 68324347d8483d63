import { readFileSync } from 'node:fs'
import type axe from 'axe-core'
import type { Page } from 'playwright-core'
import { untilStill } from './still-page'

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

declare global {
  interface Window {
    axe?: typeof axe
  }
}

/** What a machine can find of the Web Content Accessibility Guidelines 2.2, levels A and AA. */
const guidelines = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What is wrong with the page as it stands, by all rules or by some: one line for each rule and element. */
export async function problemsOf(page: Page, rules?: string[]): Promise<string[]> {
  const options: axe.RunOptions = {
    ...(rules ? { runOnly: rules } : { runOnly: guidelines, rules: { 'target-size': { enabled: true } } }),
    resultTypes: ['violations'],
  }
  // What still grows or fades into its place has neither the size nor the colours it will have.
  await untilStill(page)
  if (await page.evaluate(() => !window.axe)) await page.evaluate(source)
  const result = await page.evaluate((chosen) => window.axe?.run(chosen), options)
  if (!result) throw new Error('The rules could not be brought into the page.')
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}: ${failureSummary}`),
  )
}
