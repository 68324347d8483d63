import { expect, test } from 'bun:test'
import type { Locator } from 'playwright-core'
import { madeGif } from '../harness/made-gif'
import { type Chosen, fileTalk, pick } from './file-talk'

/** Frames of so many pixels, the larger of which the server makes a preview of. */
function gif(name: string, width: number, height: number): Chosen {
  return { name, mimeType: 'image/gif', buffer: madeGif({ width, height, frames: 3 }) }
}

/** What is shown of a picture: a still one, one drawn here, or the one that moves. */
async function shows(picture: Locator, source: RegExp): Promise<void> {
  await picture.and(picture.page().locator('img')).first().waitFor()
  await picture
    .page()
    .waitForFunction(
      ([one, wanted]) => one instanceof HTMLImageElement && new RegExp(wanted).test(one.currentSrc),
      [await picture.elementHandle(), source.source] as const,
    )
}

const moving = /\/files\/[^?/]+$/
const preview = /\?width=320$/
const drawn = /^blob:/

test('[G12] where less motion is wanted animations stand still until they are played, small ones as well', async () => {
  await using talk = await fileTalk({}, { reducedMotion: 'reduce' })
  const { alice } = talk
  const { page, log } = alice
  await pick(page, [gif('large.gif', 400, 300), gif('small.gif', 64, 48)])
  await page.getByRole('button', { name: 'Remove small.gif' }).waitFor()
  await alice.field.press('Enter')
  const plays = log.getByRole('button', { name: /^Play/ })
  await plays.nth(1).waitFor()
  const pictures = log.locator('img[alt="Picture without description"]')
  await pictures.nth(1).waitFor()
  await shows(pictures.nth(0), preview)
  await shows(pictures.nth(1), drawn)

  await plays.first().click()
  await shows(pictures.nth(0), moving)
  await shows(pictures.nth(1), drawn)
  await log.getByRole('button', { name: 'Stand still' }).click()
  await shows(pictures.nth(0), preview)

  await log.getByRole('button', { name: /^Open/ }).nth(1).click()
  const viewer = page.getByRole('dialog')
  const viewed = viewer.locator('img[alt="Picture without description"]')
  await shows(viewed, drawn)
  await viewer.getByRole('button', { name: /^Play/ }).click()
  await shows(viewed, moving)
})

test('[G12] an animation that moves by itself can be stopped', async () => {
  await using talk = await fileTalk()
  const { alice } = talk
  const { page, log } = alice
  await pick(page, [gif('large.gif', 400, 300)])
  await page.getByRole('button', { name: 'Remove large.gif' }).waitFor()
  await alice.field.press('Enter')
  const stop = log.getByRole('button', { name: 'Stand still' })
  await stop.waitFor()
  const picture = log.locator('img[alt="Picture without description"]')
  await shows(picture, moving)
  await stop.click()
  await shows(picture, preview)
  expect(await stop.count()).toBe(0)
})
