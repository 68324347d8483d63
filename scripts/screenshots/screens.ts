import type { Page } from 'playwright-core'
import type { Scene } from './scene'
import type { ServerProcess } from './server-process'
import { signIn } from './sign-in'
import type { Say } from './words'

/** What a picture may need besides the page. */
export interface Stage {
  scene: Scene
  server: ServerProcess
  /** What the page calls something, by what it is in English. */
  say: Say
}

/** One picture: its name, and how somebody gets there from the page the picture before it left behind. */
export interface Screen {
  name: string
  show(page: Page, stage: Stage): Promise<unknown>
  /** Only where the room list is a drawer. */
  isForPhone?: true
}

/** Before anybody has signed in. */
export const signedOutScreens: readonly Screen[] = [
  { name: 'sign-in', show: (page, { say }) => page.getByRole('heading', { name: say('Sign in') }).waitFor() },
  {
    name: 'sign-in-refused',
    async show(page, { say }) {
      await page.getByLabel(say('Username or e-mail')).fill('alice')
      await page.getByLabel(say('Password'), { exact: true }).fill('not this one')
      await page.getByRole('button', { name: say('Sign in') }).click()
      await page
        .getByRole('alert')
        .filter({ hasText: say('The name or the password is not right.') })
        .waitFor()
    },
  },
  {
    name: 'register-refused',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('Create an account') }).click()
      await page.getByLabel(say('Username')).fill('a b')
      await page.getByLabel(say('E-mail')).fill('alice@example.org')
      await page.getByLabel(say('Password'), { exact: true }).fill('kingfisher')
      await page.getByRole('button', { name: say('Create account') }).click()
      await page.getByText(say('must be 3 to 32 letters, digits or _ . -')).waitFor()
    },
  },
  {
    name: 'register-weak',
    async show(page, { say }) {
      await page.getByLabel(say('Username')).fill('mallory')
      await page.getByRole('button', { name: say('Show password') }).click()
      await page.getByRole('button', { name: say('Create account') }).click()
      await page.getByText(say('Use a capital letter.')).waitFor()
    },
  },
]

/** What is done by mail: it is written to the log, which shows errors only. */
export const mailedScreens: readonly Screen[] = [
  {
    name: 'forgot-password',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('Forgot your password?') }).click()
      await page.getByLabel(say('E-mail')).fill('alice@example.org')
    },
  },
  {
    name: 'reset-password',
    async show(page, { say }) {
      await page.goto(new URL(`/reset-password#${'a'.repeat(43)}`, page.url()).href)
      await page.getByLabel(say('New password'), { exact: true }).fill('Kingfisher')
      await page.getByRole('button', { name: say('Change the password') }).click()
      await page
        .getByText(say('Use a digit.'))
        .or(page.getByText(say('This link is no longer valid. Ask for a new one.')))
        .waitFor()
    },
  },
  {
    name: 'sign-up-by-code',
    async show(page, { say }) {
      await page.goto(new URL('/', page.url()).href)
      await page.getByRole('button', { name: say('Use your phone number') }).click()
      await page.getByRole('button', { name: say('Create an account') }).click()
      await page.getByLabel(say('Phone number')).fill('+49 151 12345678')
      await page.getByLabel(say('Username')).fill('marguerite')
      await page.getByLabel(say('E-mail')).fill('marguerite@example.org')
    },
  },
  {
    name: 'code-refused',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('Send me a code') }).click()
      await page.getByLabel(say('Code')).fill('12345')
      await page.getByRole('button', { name: say('Sign in') }).click()
      await page.getByText(say('must be the six digits of the mail')).waitFor()
    },
  },
]

/** By somebody who has no room yet. */
export const emptyScreens: readonly Screen[] = [
  {
    name: 'empty',
    async show(page, { say }) {
      await signIn(page, say, 'eve')
      await page.getByRole('button', { name: say('Find somebody') }).waitFor()
    },
  },
]

/** By alice, who has many. */
export const screens: readonly Screen[] = [
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
      await page.getByRole('option', { name: say('eve') }).waitFor()
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
    name: 'room-reply',
    async show(page, { say }) {
      await page.getByRole('button', { name: new RegExp(`^${say('Jump to newest')}`) }).click()
      await page
        .getByRole('button', { name: say('Reply to tamar') })
        .first()
        .click()
      await page
        .getByRole('textbox')
        .fill('There is room for eight.\nOr nine, if somebody sits on the stairs.')
    },
  },
  {
    name: 'who-has-it',
    async show(page, { say }) {
      await page.keyboard.press('Escape')
      await page.getByRole('textbox').fill('')
      await page
        .getByRole('button', { name: say('Message options') })
        .last()
        .click()
      await page.getByRole('button', { name: say('Who has this message') }).click()
      await page.getByText(say('Read by')).first().waitFor()
    },
  },
  {
    name: 'message-options',
    async show(page, { say }) {
      await page.keyboard.press('Escape')
      await page
        .getByRole('button', { name: say('Options for what tamar said') })
        .first()
        .click()
      await page.getByRole('button', { name: say('Mark unread from here') }).waitFor()
    },
  },
  {
    name: 'marked-unread',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('Mark unread from here') }).click()
      await page.getByText(say('4 new')).waitFor()
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
      await page.getByText(say('16 too many')).waitFor()
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
      await page.keyboard.press('Escape')
      await page.goto(new URL('/', page.url()).href)
      await page.getByRole('button', { name: say('New group') }).click()
      await page.getByLabel(say('Name'), { exact: true }).fill('Choir')
      await page.getByRole('combobox', { name: say('People'), exact: true }).fill('ros')
      await page.getByRole('option', { name: say('rosa') }).click()
      await page.getByRole('combobox', { name: say('People'), exact: true }).fill('k')
      await page.getByRole('option', { name: say('kenji') }).waitFor()
    },
  },
  {
    name: 'own-group-details',
    async show(page, { say }) {
      await page.getByRole('combobox', { name: say('People'), exact: true }).fill('')
      await page.getByRole('button', { name: say('Start group') }).click()
      await page.getByRole('button', { name: say('Details') }).click()
      await page.getByRole('button', { name: say('More about rosa') }).click()
      await page.getByRole('button', { name: say('Remove from the room') }).click()
    },
  },
  {
    name: 'settings',
    async show(page, { say }) {
      await page.keyboard.press('Escape')
      await page.goto(new URL('/', page.url()).href)
      await page.getByRole('button', { name: say('Settings') }).click()
      await page.getByText(say('This device')).waitFor()
    },
  },
  {
    name: 'delete-account',
    async show(page, { say }) {
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
  {
    name: 'offline',
    async show(page, { scene, server, say }) {
      await page.goto(new URL(`/room/${scene.lunch.id}`, page.url()).href)
      await page.getByRole('log').getByText('Bread is on me').waitFor()
      await server.stop()
      for (const text of ['Are you all still there?', 'I am in the tunnel, this goes out later.']) {
        await page.getByRole('textbox').fill(text)
        await page.getByRole('button', { name: say('Send') }).click()
      }
      await page.getByText(say('Offline. 2 messages wait here.')).waitFor({ state: 'attached' })
    },
  },
  {
    name: 'offline-drawer',
    isForPhone: true,
    show: (page) => page.locator('#open-rooms').click(),
  },
]
