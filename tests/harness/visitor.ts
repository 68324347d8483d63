import { afterAll } from 'bun:test'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core'
import { findBrowser } from '#scripts/find-browser'
import { patienceMs } from './patience'
import { password } from './people'
import { deviceSwitches, switches } from './switches'

/** Somebody in front of a browser of their own. What they see and press is found by role and name only. */
export interface Visitor extends AsyncDisposable {
  readonly page: Page
  readonly log: Locator
  readonly field: Locator
  readonly find: Locator
  /** Opens one more tab of the same browser. It ends with the browser, if not before. */
  newTab(address?: string): Promise<Visitor>
  register(name: string): Promise<void>
  signIn(name: string): Promise<void>
  /** Looks somebody up and opens the direct room with them. */
  talkTo(name: string): Promise<void>
  openRoom(name: string): Promise<void>
  say(text: string): Promise<void>
  /** Resolves once a text stands in the room. */
  sees(text: string): Promise<void>
  /** Resolves once a text of their own has been stored. The line of truth tells of a send only when it takes longer. */
  isSent(text: string): Promise<void>
  /** Tries to connect at once, as when the device finds a network. */
  wake(): Promise<void>
  /** The line of truth at the foot of the room list. */
  isTold(text: string): Promise<void>
}

const views = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
} satisfies Record<string, BrowserContextOptions>

/** One browser with devices for calls, and one without any. */
const running = new Map<boolean, Promise<Browser>>()
afterAll(async () => {
  const browsers = await Promise.all(running.values())
  running.clear()
  await Promise.all(browsers.map((browser) => browser.close()))
})

interface VisitOptions extends Pick<BrowserContextOptions, 'locale' | 'serviceWorkers' | 'reducedMotion'> {
  /** Whether the browser has a camera, a microphone and a screen to share, as calls need them. */
  hasDevices?: boolean
}

/** Opens a page of the server in a new, empty browser that speaks a language. Errors on the page fail the test when it is closed. */
export async function visit(
  url: string,
  view: keyof typeof views = 'desktop',
  { locale = 'en-GB', serviceWorkers = 'block', hasDevices = false, ...rest }: VisitOptions = {},
): Promise<Visitor> {
  const browser = await (running.get(hasDevices) ?? launch(hasDevices))
  const context = await browser.newContext({
    ...views[view],
    ...{ locale, serviceWorkers, colorScheme: 'light' },
    ...rest,
  })
  context.setDefaultTimeout(patienceMs)
  const errors: string[] = []
  const visitor = await openTab(context, url, errors)
  return {
    ...visitor,
    async [Symbol.asyncDispose]() {
      await context.close()
      if (errors.length > 0) throw new Error(`The page had errors: ${errors.join('; ')}`)
    },
  }
}

async function openTab(context: BrowserContext, url: string, errors: string[]): Promise<Visitor> {
  const page = await context.newPage()
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/.test(message.text())) errors.push(message.text())
  })
  await page.goto(url)
  return {
    ...actions(page),
    newTab: (address = url) => openTab(context, address, errors),
    [Symbol.asyncDispose]: () => page.close(),
  }
}

function actions(page: Page) {
  const log = page.getByRole('log')
  const field = page.getByRole('textbox', { name: /^Write to/ })
  const find = page.getByRole('combobox', { name: 'Find people and rooms' })

  return {
    page,
    log,
    field,
    find,
    async register(name: string) {
      await page.getByRole('button', { name: 'Create an account' }).click()
      await page.getByRole('heading', { name: 'Create an account' }).waitFor()
      await page.getByLabel('Username').fill(name)
      await page.getByLabel('E-mail').fill(`${name}@example.org`)
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Create account' }).click()
      await find.waitFor()
    },
    async signIn(name: string) {
      await page.getByLabel('Username or e-mail').fill(name)
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('button', { name: 'Settings' }).waitFor({ state: 'attached' })
    },
    async talkTo(name: string) {
      await find.fill(name)
      await page.getByRole('option', { name, exact: true }).click()
      await page.getByRole('heading', { name, exact: true }).waitFor()
    },
    async openRoom(name: string) {
      await page.getByRole('link', { name: new RegExp(name) }).click()
      await page.getByRole('heading', { name, exact: true }).waitFor()
    },
    async say(text: string) {
      await field.fill(text)
      await field.press('Enter')
    },
    async sees(text: string) {
      await log.getByText(text, { exact: true }).waitFor()
    },
    async isSent(text: string) {
      const stored = ['sent', 'delivered', 'read'].map((state) => `[data-delivery="${state}"]`).join()
      await log
        .getByRole('article')
        .filter({ has: page.getByText(text, { exact: true }) })
        .locator(stored)
        .first()
        .waitFor({ state: 'attached' })
    },
    async wake() {
      await page.evaluate(() => dispatchEvent(new Event('online')))
    },
    async isTold(text: string) {
      await page.getByRole('status', { name: 'Connection' }).filter({ hasText: text }).waitFor()
    },
  }
}

function launch(hasDevices: boolean): Promise<Browser> {
  const executablePath = findBrowser()
  if (executablePath === null) throw new Error('The browser tests need Chrome or Chromium.')
  const args = hasDevices ? [...switches, ...deviceSwitches] : switches
  const launching = chromium.launch({ executablePath, args }).then((browser) => {
    // A test that hangs is ended with what it started: the next one gets a browser that lives.
    browser.once('disconnected', () => running.delete(hasDevices))
    return browser
  })
  running.set(hasDevices, launching)
  return launching
}
