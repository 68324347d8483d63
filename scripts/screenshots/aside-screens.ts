import { closeTop } from './close-top'
import { givePushService, takePushService } from './push-service'
import type { Screen } from './screen'
import { signIn } from './sign-in'

/** By alice, who turns from her rooms to the search, the keys and the settings. */
export const asideScreens: readonly Screen[] = [
  {
    name: 'search',
    async show(page, { say }) {
      await signIn(page, say, 'alice')
      await page.getByRole('link', { name: /Sunday lunch/ }).waitFor()
      await page.goto(new URL('/search?q=harbour', page.url()).href)
      await page
        .getByRole('main')
        .getByRole('link', { name: /See you at the harbour/ })
        .waitFor()
    },
  },
  {
    name: 'search-nothing',
    async show(page, { say }) {
      await page.goto(new URL('/search?q=zebra+from%3Arosa', page.url()).href)
      await page.getByText(say('No results')).first().waitFor()
    },
  },
  {
    name: 'switcher',
    async show(page) {
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('combobox').fill('a')
      await page.getByRole('dialog').getByRole('option').first().waitFor()
    },
  },
  {
    name: 'keys',
    async show(page, { say }) {
      await page.goto(new URL('/', page.url()).href)
      await page.getByRole('link', { name: /Sunday lunch/ }).waitFor()
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: say('Keys') }).waitFor()
    },
  },
  {
    name: 'settings',
    async show(page, { say }) {
      await closeTop(page)
      await page.goto(new URL('/', page.url()).href)
      await page.getByRole('button', { name: say('Settings') }).click()
      await page.getByText(say('This device, from 127.0.0.1')).waitFor()
    },
  },
  {
    name: 'appearance',
    show: (page, { say }) => page.getByLabel(say('Last seen')).scrollIntoViewIfNeeded(),
  },
  {
    name: 'notifications',
    async show(page, { say }) {
      await page.getByText(say('Your devices')).waitFor()
      await page
        .getByRole('heading', { name: say('Notifications') })
        .evaluate((title) => title.scrollIntoView())
    },
  },
  {
    name: 'devices-rung',
    show: (page, { say }) => page.getByText(say('Your devices')).evaluate((title) => title.scrollIntoView()),
  },
  {
    name: 'notifications-on',
    async show(page, { say }) {
      await givePushService(page)
      await page.getByRole('button', { name: say('Turn on notifications here') }).click()
      await page.getByText(say('This device rings, even when Natter is closed.')).waitFor()
      await page.getByText(new RegExp(`· ${say('Rings when closed')}$`)).waitFor()
      await page
        .getByRole('heading', { name: say('Notifications') })
        .evaluate((title) => title.scrollIntoView())
    },
  },
  {
    name: 'call-check',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('Turn off notifications here') }).click()
      await page.getByText(say('This device rings only while Natter is open in a tab.')).waitFor()
      await takePushService(page)
      await page.getByRole('button', { name: say('Check camera, microphone and connection') }).click()
      await page
        .getByText(
          say('It works in your own network. From elsewhere, calls may need to go through the server.'),
        )
        .waitFor()
    },
  },
  {
    name: 'call-check-ways',
    async show(page, { say }) {
      await page.getByText(say('Connection through the server')).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'delete-account',
    async show(page, { say }) {
      await page.keyboard.press('Escape')
      const check = page.getByRole('dialog', { name: say('Check camera, microphone and connection') })
      await check.waitFor({ state: 'detached' })
      await page.getByRole('button', { name: say('Delete account') }).click()
      await page.getByLabel(say('Type “alice” to go on')).fill('alic')
      await page.getByRole('button', { name: say('Keep the account') }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'room-elsewhere',
    async show(page, { say }) {
      await page.goto(new URL('/room/nosuchroom', page.url()).href)
      await page.getByText(say("This room isn't open to you")).waitFor()
    },
  },
]
