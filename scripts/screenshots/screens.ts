import type { Page } from 'playwright-core'
import { password } from './person'
import type { Scene } from './scene'
import type { ServerProcess } from './server-process'

/** What a picture may need besides the page. */
export interface Stage {
  scene: Scene
  server: ServerProcess
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
  { name: 'sign-in', show: (page) => page.getByRole('heading', { name: 'Sign in' }).waitFor() },
  {
    name: 'sign-in-refused',
    async show(page) {
      await page.getByLabel('Username or e-mail').fill('alice')
      await page.getByLabel('Password', { exact: true }).fill('not this one')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('alert').filter({ hasText: 'not right' }).waitFor()
    },
  },
  {
    name: 'register-refused',
    async show(page) {
      await page.getByRole('button', { name: 'Create an account' }).click()
      await page.getByLabel('Username').fill('a b')
      await page.getByLabel('E-mail').fill('alice@example.org')
      await page.getByLabel('Password', { exact: true }).fill('kingfisher')
      await page.getByRole('button', { name: 'Create account' }).click()
      await page.getByText('must be 3 to 32').waitFor()
    },
  },
  {
    name: 'register-weak',
    async show(page) {
      await page.getByLabel('Username').fill('mallory')
      await page.getByRole('button', { name: 'Show password' }).click()
      await page.getByRole('button', { name: 'Create account' }).click()
      await page.getByText('Use a capital letter').waitFor()
    },
  },
]

/** What is done by mail: it is written to the log, which shows errors only. */
export const mailedScreens: readonly Screen[] = [
  {
    name: 'forgot-password',
    async show(page) {
      await page.getByRole('button', { name: 'Forgot your password?' }).click()
      await page.getByLabel('E-mail').fill('alice@example.org')
    },
  },
  {
    name: 'reset-password',
    async show(page) {
      await page.goto(new URL(`/reset-password#${'a'.repeat(43)}`, page.url()).href)
      await page.getByLabel('New password', { exact: true }).fill('Kingfisher')
      await page.getByRole('button', { name: 'Change the password' }).click()
      await page.getByText('Use a digit').or(page.getByText('no longer valid')).waitFor()
    },
  },
  {
    name: 'sign-up-by-code',
    async show(page) {
      await page.goto(new URL('/', page.url()).href)
      await page.getByRole('button', { name: 'Use your phone number' }).click()
      await page.getByRole('button', { name: 'Create an account' }).click()
      await page.getByLabel('Phone number').fill('+49 151 12345678')
      await page.getByLabel('Name').fill('marguerite')
      await page.getByLabel('E-mail').fill('marguerite@example.org')
    },
  },
  {
    name: 'code-refused',
    async show(page) {
      await page.getByRole('button', { name: 'Send me a code' }).click()
      await page.getByLabel('Code').fill('12345')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByText('Must be the six digits').waitFor()
    },
  },
]

/** By somebody who has no room yet. */
export const emptyScreens: readonly Screen[] = [
  {
    name: 'empty',
    async show(page) {
      await signIn(page, 'eve')
      await page.getByRole('button', { name: 'Find somebody' }).waitFor()
    },
  },
]

/** By alice, who has many. */
export const screens: readonly Screen[] = [
  {
    name: 'rooms',
    async show(page) {
      await signIn(page, 'alice')
      await page.getByRole('link', { name: /Sunday lunch/ }).waitFor()
      await page.getByText('Everything sent. Up to date.').waitFor()
    },
  },
  {
    name: 'find',
    async show(page) {
      await page.getByRole('combobox', { name: 'Find people and rooms' }).fill('e')
      await page.getByRole('option', { name: 'eve' }).waitFor()
    },
  },
  {
    name: 'find-nothing',
    async show(page) {
      await page.getByRole('combobox', { name: 'Find people and rooms' }).fill('zebra')
      await page.getByText('Nobody and no room').waitFor()
    },
  },
  {
    name: 'room',
    async show(page) {
      await page.keyboard.press('Escape')
      await page.getByRole('link', { name: /Sunday lunch/ }).click()
      await page.getByText('2 new').waitFor()
    },
  },
  {
    name: 'room-top',
    async show(page) {
      await page.getByRole('log').evaluate((log) => log.scrollTo(0, 0))
      await page.getByRole('button', { name: /Jump to newest/ }).waitFor()
    },
  },
  {
    name: 'room-reply',
    async show(page) {
      await page.getByRole('button', { name: /Jump to newest/ }).click()
      await page.getByRole('button', { name: 'Reply to tamar' }).first().click()
      await page
        .getByRole('textbox')
        .fill('There is room for eight.\nOr nine, if somebody sits on the stairs.')
    },
  },
  {
    name: 'who-has-it',
    async show(page) {
      await page.keyboard.press('Escape')
      await page.getByRole('textbox').fill('')
      await page.getByRole('button', { name: 'Message options' }).last().click()
      await page.getByRole('menuitem', { name: 'Who has this message' }).click()
      await page
        .getByText(/^Read \d/)
        .first()
        .waitFor()
    },
  },
  {
    name: 'message-options',
    async show(page) {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Options for what tamar said' }).first().click()
      await page.getByRole('menuitem', { name: 'Mark unread from here' }).waitFor()
    },
  },
  {
    name: 'marked-unread',
    async show(page) {
      await page.getByRole('menuitem', { name: 'Mark unread from here' }).click()
      await page.getByText('4 new').waitFor()
    },
  },
  {
    name: 'drawer',
    isForPhone: true,
    async show(page) {
      await page.keyboard.press('Escape')
      await page.getByRole('textbox').fill('')
      await page.getByRole('button', { name: /^Rooms/ }).click()
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
    async show(page) {
      await page.getByRole('textbox').fill(`${'All of it. '.repeat(455)}And more.`)
      await page.getByText('too many').waitFor()
    },
  },
  {
    name: 'details',
    async show(page, { scene }) {
      await page.getByRole('textbox').fill('')
      await page.goto(new URL(`/room/${scene.lunch.id}`, page.url()).href)
      await page.getByRole('button', { name: 'Details' }).click()
      await page.getByText('(you)').waitFor()
    },
  },
  {
    name: 'new-group',
    async show(page) {
      await page.keyboard.press('Escape')
      await page.goto(new URL('/', page.url()).href)
      await page.getByRole('button', { name: 'New group' }).click()
      await page.getByLabel('Name', { exact: true }).fill('Choir')
      await page.getByRole('combobox', { name: 'People', exact: true }).fill('ros')
      await page.getByRole('option', { name: 'rosa' }).click()
      await page.getByRole('combobox', { name: 'People', exact: true }).fill('k')
      await page.getByRole('option', { name: 'kenji' }).waitFor()
    },
  },
  {
    name: 'own-group-details',
    async show(page) {
      await page.getByRole('combobox', { name: 'People', exact: true }).fill('')
      await page.getByRole('button', { name: 'Start group' }).click()
      await page.getByRole('button', { name: 'Details' }).click()
      await page.getByRole('button', { name: 'More about rosa' }).click()
      await page.getByRole('button', { name: 'Remove from the room' }).click()
    },
  },
  {
    name: 'settings',
    async show(page) {
      await page.keyboard.press('Escape')
      await page.goto(new URL('/', page.url()).href)
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByText('This device').waitFor()
    },
  },
  {
    name: 'delete-account',
    async show(page) {
      await page.getByRole('button', { name: 'Delete account' }).click()
      await page.getByLabel(/^Type/).fill('alic')
      await page.getByRole('button', { name: 'Keep the account' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'room-elsewhere',
    async show(page) {
      await page.goto(new URL('/room/nosuchroom', page.url()).href)
      await page.getByText("This room isn't open to you").waitFor()
    },
  },
  {
    name: 'offline',
    async show(page, { scene, server }) {
      await page.goto(new URL(`/room/${scene.lunch.id}`, page.url()).href)
      await page.getByRole('log').getByText('Bread is on me').waitFor()
      await server.stop()
      for (const text of ['Are you all still there?', 'I am in the tunnel, this goes out later.']) {
        await page.getByRole('textbox').fill(text)
        await page.getByRole('button', { name: 'Send' }).click()
      }
      await page.getByText('Offline. 2 messages wait here.').waitFor({ state: 'attached' })
    },
  },
  {
    name: 'offline-drawer',
    isForPhone: true,
    show: (page) => page.getByRole('button', { name: /^Rooms/ }).click(),
  },
]

async function signIn(page: Page, name: string) {
  await page.getByLabel('Username or e-mail').fill(name)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
