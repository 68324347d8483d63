import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { findBrowser } from '../find-browser'

const root = resolve(import.meta.dir, '..', '..')
const folder = join(root, 'web', 'public', 'icons')

/** What is drawn: the mark alone, on its colour to the edge so that any shape may be cut out, or in white for a status bar. */
const icons = [
  { file: 'icon-192.png', size: 192, look: 'plain' },
  { file: 'icon-512.png', size: 512, look: 'plain' },
  { file: 'apple-touch-icon.png', size: 180, look: 'full' },
  { file: 'maskable-512.png', size: 512, look: 'full' },
  { file: 'badge-96.png', size: 96, look: 'white' },
] as const

/** Draws the icons of the installed program from web/favicon.svg. They are committed: a build needs no browser. */
async function makeIcons(): Promise<void> {
  const mark = readFileSync(join(root, 'web', 'favicon.svg'), 'utf8')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'icon.svg'), mark)
  const executablePath = findBrowser()
  if (executablePath === null) throw new Error('Drawing the icons needs Chrome or Chromium.')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    for (const { file, size, look } of icons) await draw(page, looks[look](mark), join(folder, file), size)
  } finally {
    await browser.close()
  }
}

const looks = {
  plain: (mark: string) => mark,
  full: (mark: string) =>
    mark
      .replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"')
      .replace(/<path fill="(#[0-9a-f]+)"[^>]*>/, '<path fill="$1" d="M-4 -4h40v40h-40z" />'),
  white: (mark: string) =>
    mark
      .replace('viewBox="0 0 32 32"', 'viewBox="4 6 24 20"')
      .replace(/<path fill="#[0-9a-f]+"[^>]*>/, '')
      .replace(/<g fill="[^"]+"/, '<g fill="#fff"'),
}

async function draw(page: Page, svg: string, path: string, size: number): Promise<void> {
  await page.setViewportSize({ width: size, height: size })
  const image = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  await page.setContent(`<body style="margin:0"><img width="${size}" height="${size}" src="${image}">`)
  await page.waitForFunction('document.images[0].complete')
  await page.screenshot({ path, omitBackground: true })
}

if (import.meta.main) await makeIcons()
