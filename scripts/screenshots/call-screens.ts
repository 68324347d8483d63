import type { Page } from 'playwright-core'
import type { Screen, Stage } from './screen'
import { signIn } from './sign-in'
import { until } from './until'

/** Calls between alice and eve, in a room where nothing has been said yet. They need a browser with devices. */
export const callScreens: readonly Screen[] = [
  {
    name: 'room-empty',
    async show(page, { scene, say }) {
      await signIn(page, say, 'alice')
      await page.getByRole('link', { name: /Sunday lunch/ }).waitFor()
      await page.goto(new URL(`/room/${scene.empty.id}`, page.url()).href)
      await page.getByRole('textbox').waitFor()
      await page.getByRole('button', { name: say('Call eve'), exact: true }).waitFor()
    },
  },
  {
    name: 'call-ringing',
    async show(page, stage) {
      await eveBeside(page, stage)
      await page.getByRole('button', { name: stage.say('Video call with eve') }).click()
      await page.getByText(stage.say('Ringing eve…')).first().waitFor()
    },
  },
  {
    name: 'call-talking',
    async show(page, stage) {
      const eve = await eveBeside(page, stage)
      await eve.getByRole('button', { name: 'Accept with video' }).click()
      await page.getByRole('timer').waitFor()
      await until(page, "[...document.querySelectorAll('video')].every((video) => video.videoWidth > 0)")
    },
  },
  {
    name: 'call-devices',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('Choose devices') }).click()
      await page.getByRole('combobox', { name: say('Camera'), exact: true }).waitFor()
    },
  },
  {
    name: 'call-small',
    async show(page, { say }) {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: say('Make the call small') }).click()
      await page.getByRole('button', { name: say('Make the call large') }).waitFor()
    },
  },
  {
    name: 'call-over',
    async show(page, stage) {
      const eve = await eveBeside(page, stage)
      await eve.getByRole('button', { name: 'Hang up' }).click()
      await page.getByRole('button', { name: stage.say('Call again') }).waitFor()
    },
  },
  {
    name: 'call-rung',
    async show(page, stage) {
      await page.getByRole('button', { name: stage.say('Close', 'ui'), exact: true }).click()
      const eve = await eveBeside(page, stage)
      await eve.goto(`${stage.server.url}/room/${stage.scene.empty.id}`)
      await eve.getByRole('button', { name: 'Video call with alice' }).click()
      await page.getByRole('alertdialog').waitFor()
    },
  },
  {
    name: 'call-missed',
    async show(page, stage) {
      const eve = await eveBeside(page, stage)
      await eve.getByRole('button', { name: 'Cancel the call' }).click()
      await page.getByRole('log').getByText(stage.say('Missed video call from eve')).waitFor()
    },
  },
]

/** Eve, signed in, before a window of her own. */
async function eveBeside(page: Page, stage: Stage): Promise<Page> {
  const eve = await stage.beside(page, 'eve')
  await eve.getByRole('button', { name: 'Settings' }).waitFor()
  return eve
}
