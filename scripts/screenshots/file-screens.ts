import type { Page } from 'playwright-core'
import { closeTop } from './close-top'
import { landscape } from './landscape'
import type { Screen } from './screen'
import { signIn } from './sign-in'
import { until } from './until'

/** Pictures and other files, from choosing them to looking at them, by alice. */
export const fileScreens: readonly Screen[] = [
  {
    name: 'files',
    async show(page, { scene, say }) {
      await signIn(page, say, 'alice')
      await page.getByRole('link', { name: /Sunday lunch/ }).waitFor()
      await page.goto(new URL(`/room/${scene.allotment.id}`, page.url()).href)
      await page
        .getByRole('log')
        .getByRole('link', { name: /Plan of the beds/ })
        .waitFor()
      await untilLoaded(page)
    },
  },
  {
    name: 'files-album',
    async show(page) {
      await page.getByRole('log').getByText('Which one goes on the poster?').scrollIntoViewIfNeeded()
      await untilLoaded(page)
    },
  },
  {
    name: 'files-chosen',
    async show(page, { say }) {
      const pictures = (['rain', 'noon'] as const).map((hour) => ({
        name: `${hour}.png`,
        mimeType: 'image/png',
        buffer: Buffer.from(landscape(hour, 480, 320)),
      }))
      const list = { name: 'What to buy in spring.txt', mimeType: 'text/plain', buffer: Buffer.from('Seeds') }
      await page.locator('input[type=file]').setInputFiles([...pictures, list])
      await page.getByRole('button', { name: say('Remove What to buy in spring.txt') }).waitFor()
    },
  },
  {
    name: 'files-described',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('Add description: rain.png') }).click()
      await page.getByLabel(say('Description'), { exact: true }).fill('Rain over the hills behind the shed')
    },
  },
  {
    name: 'files-sending',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('Keep'), exact: true }).click()
      await page.getByRole('textbox').fill('These two came out best.')
      await page.context().route(/api.v1.(files|uploads)$/, () => {})
      await page.getByRole('button', { name: say('Send'), exact: true }).click()
      await page.getByRole('button', { name: say("Don't send rain.png") }).waitFor()
    },
  },
  {
    name: 'viewer',
    async show(page, { say }) {
      await page.reload()
      await page.context().unrouteAll({ behavior: 'ignoreErrors' })
      const picture = page.getByRole('button', { name: say('Open The beds at noon') })
      await picture.scrollIntoViewIfNeeded()
      await picture.click()
      await page.getByRole('button', { name: say('Zoom in') }).waitFor()
      await untilLoaded(page)
    },
  },
  {
    name: 'viewer-narrow',
    async show(page, { say }) {
      for (let step = 0; step < 3; step++) await page.getByRole('button', { name: say('Next') }).click()
      await untilLoaded(page)
    },
  },
  {
    name: 'share',
    async show(page, { say }) {
      await closeTop(page)
      const shared = new URLSearchParams({
        title: 'The riverside',
        url: 'https://example.org/places/riverside',
      })
      await page.goto(new URL(`/share?${shared}`, page.url()).href)
      await page.getByText(say('Where do you want to share this?')).waitFor()
      await page
        .getByRole('main')
        .getByRole('button', { name: /Sunday lunch/ })
        .waitFor()
    },
  },
]

/** Waits for the pictures that can be seen. */
function untilLoaded(page: Page): Promise<void> {
  return until(page, '[...document.images].every((image) => image.complete || !image.checkVisibility())')
}
