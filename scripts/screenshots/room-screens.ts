import { closeTop } from './close-top'
import { messageScreens } from './message-screens'
import type { Screen } from './screen'
import { signIn } from './sign-in'

/** By alice, who has many rooms. */
export const roomScreens: readonly Screen[] = [
  {
    name: 'rooms',
    async show(page, { say }) {
      await signIn(page, say, 'alice')
      await page.getByRole('link', { name: /Sunday lunch/ }).waitFor()
      await page.getByText(say('Everything sent. Up to date.')).waitFor()
    },
  },
  {
    name: 'find',
    async show(page, { say }) {
      await page.getByRole('combobox', { name: say('Find people and rooms') }).fill('e')
      await page.getByRole('option', { name: 'eve' }).waitFor()
    },
  },
  {
    name: 'find-nothing',
    async show(page, { say }) {
      await page.getByRole('combobox', { name: say('Find people and rooms') }).fill('zebra')
      await page.getByText(say('Nobody and no room is called “zebra”.')).waitFor()
    },
  },
  {
    name: 'room',
    async show(page, { say }) {
      await page.keyboard.press('Escape')
      await page.getByRole('link', { name: /Sunday lunch/ }).click()
      await page.getByText(say('2 new')).waitFor()
    },
  },
  {
    name: 'room-top',
    async show(page, { say }) {
      await page.getByRole('log').evaluate((log) => log.scrollTo(0, 0))
      await page.getByRole('button', { name: new RegExp(`^${say('Jump to newest')}`) }).waitFor()
    },
  },
  {
    name: 'room-more-below',
    async show(page, { scene, say }) {
      await scene.sayAtLunch('I am on my way')
      await page.getByRole('button', { name: say('Jump to newest, 1 new') }).waitFor()
    },
  },
  ...messageScreens,
  {
    name: 'emoji',
    async show(page, { say }) {
      await closeTop(page)
      await page.getByRole('textbox').fill('')
      await page
        .getByRole('button', { name: say('Emoji'), exact: true })
        .last()
        .click()
      await page.getByRole('grid').first().waitFor()
    },
  },
  {
    name: 'completion',
    async show(page) {
      await page.keyboard.press('Escape')
      await page.getByRole('textbox').pressSequentially('Ask @ro')
      await page.getByRole('option', { name: /Rosa/ }).waitFor()
    },
  },
  {
    name: 'drawer',
    isForPhone: true,
    async show(page) {
      await page.keyboard.press('Escape')
      await page.getByRole('textbox').fill('')
      await page.locator('#open-rooms').click()
      await page.getByRole('link', { name: /Imani/i }).waitFor()
    },
  },
  {
    name: 'room-options',
    async show(page, { say }) {
      await page.getByRole('link', { name: /Imani/i }).click({ button: 'right' })
      await page.getByRole('menuitem', { name: say('Pin to the top') }).waitFor()
    },
  },
  {
    name: 'long-texts',
    async show(page, { scene }) {
      await page.goto(new URL(`/room/${scene.harbour.id}`, page.url()).href)
      await page.getByText('See you at the harbour').last().waitFor()
    },
  },
  {
    name: 'text-limit',
    async show(page, { say }) {
      await page.getByRole('textbox').fill(`${'All of it. '.repeat(455)}And more.`)
      await page.getByText(say('14 too many')).waitFor()
    },
  },
  {
    name: 'formatting',
    async show(page, { say }) {
      await page.getByRole('textbox').fill('- **Bread**\n- ~~Wine~~ `juice`')
      await page.getByRole('button', { name: say('Formatting') }).click()
      await page.getByRole('region', { name: say('As it will look') }).waitFor()
    },
  },
  {
    name: 'details',
    async show(page, { scene, say }) {
      await page.getByRole('textbox').fill('')
      await page.goto(new URL(`/room/${scene.lunch.id}`, page.url()).href)
      await page.getByRole('button', { name: say('Details') }).click()
      await page.getByText(say('(you)')).waitFor()
    },
  },
  {
    name: 'new-group',
    async show(page, { say }) {
      await closeTop(page)
      await page.goto(new URL('/', page.url()).href)
      await page.getByRole('button', { name: say('New group') }).click()
      await page.getByLabel(say('Name'), { exact: true }).fill('Choir')
      await page.getByRole('combobox', { name: say('People'), exact: true }).fill('ros')
      await page.getByRole('option', { name: /Rosa/ }).click()
      await page.getByRole('combobox', { name: say('People'), exact: true }).fill('k')
      await page.getByRole('option', { name: /Kenji/ }).waitFor()
    },
  },
  {
    name: 'own-group-details',
    async show(page, { say }) {
      await page.getByRole('combobox', { name: say('People'), exact: true }).fill('')
      await page.getByRole('button', { name: say('Start group') }).click()
      await page.getByRole('button', { name: say('Details') }).click()
      await page.getByRole('button', { name: say('More about Rosa') }).click()
      await page.getByRole('button', { name: say('Remove from the room') }).click()
    },
  },
  {
    name: 'unread-above',
    async show(page, { scene, say }) {
      const newest = await scene.goOnSailing()
      await page.goto(new URL(`/room/${scene.harbour.id}/${newest}`, page.url()).href)
      await page.getByText('Land in sight').last().waitFor()
      await page.getByRole('button', { name: say('31 new messages, jump to unread') }).waitFor()
    },
  },
]
