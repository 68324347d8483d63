import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Browser, chromium, devices } from 'playwright-core'
import { ensureWeb } from './ensure-web'
import { findBrowser } from './find-browser'
import type { Screen, Stage } from './screenshots/screen'
import { openStage } from './screenshots/stage'
import { deviceSwitches, walks } from './screenshots/walks'

const phone = { ...devices['Pixel 7'], deviceScaleFactor: 2 }
const views = [
  { ...phone, viewport: { width: 360, height: 740 } },
  { ...phone, viewport: { width: 390, height: 844 } },
  { viewport: { width: 768, height: 1024 } },
  { viewport: { width: 1280, height: 800 } },
  { viewport: { width: 1920, height: 1080 } },
]
const colours = ['light', 'dark'] as const
const languages = ['en', 'ar'] as const

/** Takes a picture of every screen, at five widths, light and dark, in two languages, into the folder `screenshots`. */
async function takeScreenshots(root: string, wanted: string): Promise<void> {
  const executablePath = findBrowser()
  if (executablePath === null) throw new Error('This needs Chrome or Chromium.')
  if (!(await ensureWeb(root))) throw new Error('The web client could not be built.')
  const folder = join(root, 'screenshots')
  if (wanted === '') rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })

  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', ...deviceSwitches] })
  for (const view of views) {
    for (const colour of colours) {
      for (const language of languages) {
        const prefix = `${view.viewport.width}-${colour}-${language}`
        if (!prefix.includes(wanted)) continue
        await using stage = await openStage(root, language)
        await takeAll({ browser, view, colour, language, folder, prefix }, stage)
        console.log(`${prefix} is done.`)
      }
    }
  }
  await browser.close()
}

interface Session {
  browser: Browser
  view: (typeof views)[number]
  colour: (typeof colours)[number]
  language: (typeof languages)[number]
  folder: string
  prefix: string
}

/** Each walk is gone by one person in a browser of their own. */
async function takeAll(
  { browser, view, colour, language, folder, prefix }: Session,
  stage: Stage,
): Promise<void> {
  for (const { screens } of walks) {
    const context = await browser.newContext({
      ...view,
      colorScheme: colour,
      locale: language === 'en' ? 'en-GB' : language,
    })
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    page.on('pageerror', (error) => console.error(error))
    await page.goto(stage.server.url)
    for (const screen of screens) if ('isMobile' in view || !screen.isForPhone) await take(screen)
    await context.close()

    /** A screen that cannot be reached is told, and shown as far as it came. */
    async function take(screen: Screen) {
      const name = `${prefix}-${screen.name}`
      try {
        await screen.show(page, stage)
      } catch (error) {
        console.error(`${name} is not what it should be: ${error}`)
        process.exitCode = 1
      }
      await page.evaluate('document.fonts.ready')
      await page.waitForTimeout(300)
      await page.screenshot({ path: join(folder, `${name}.png`) })
    }
  }
}

await takeScreenshots(resolve(import.meta.dir, '..'), process.argv[2] ?? '')
