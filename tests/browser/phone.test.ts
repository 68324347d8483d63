import { expect, test } from 'bun:test'
import type { Page } from 'playwright-core'
import { newAccount } from '../harness/account'
import { isFocused } from '../harness/focus'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { expectNoSidewaysScroll, untilStill } from '../harness/still-page'
import { type Visitor, visit } from '../harness/visitor'

async function phoneWithRooms() {
  const server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  for (const name of ['bob', 'carol']) {
    const person = await newAccount(server.url, name)
    const room = await person.api.createRoom({ room_type: 'direct', member_ids: [alice.id] })
    await person.api.postMessage(room.id, { content: `${name} says ${'hello '.repeat(40)}` })
    await person.api.postMessage(room.id, { content: `Unbroken${'_line'.repeat(60)}` })
  }
  const visitor = await visit(server.url, 'phone')
  await visitor.signIn('alice')
  return {
    alice: visitor,
    async [Symbol.asyncDispose]() {
      await visitor[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

test('[UI-1] on a phone the rooms are a page first, then a drawer over the open room', async () => {
  await using phone = await phoneWithRooms()
  const { alice } = phone
  const carol = alice.page.getByRole('link', { name: /carol/ })
  await carol.waitFor()
  expect(await alice.page.getByRole('main').count()).toBe(0)

  await alice.openRoom('bob')
  await carol.waitFor({ state: 'hidden' })
  const button = alice.page.getByRole('button', { name: /^Rooms/ })
  await button.click()
  await carol.waitFor()
  await alice.page.keyboard.press('Escape')
  await carol.waitFor({ state: 'hidden' })
  await isFocused(button)

  await button.click()
  await alice.openRoom('carol')
  await carol.waitFor({ state: 'hidden' })
  await alice.log.getByText(/carol says/).waitFor()
})

test('[UI-1] on a phone a dialog and the drawer closed at once by keys leave one in the room', async () => {
  await using phone = await phoneWithRooms()
  const { alice } = phone
  const { page } = alice
  await alice.openRoom('bob')
  const room = new URL(page.url()).pathname
  await slowSteps(page)
  await page.getByRole('button', { name: /^Rooms/ }).click()
  await openSettings(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: 'Settings' }).waitFor({ state: 'detached' })
  await page.waitForFunction(() => !history.state?.layers)
  expect(new URL(page.url()).pathname).toBe(room)
  await alice.field.waitFor()
})

test('[UI-1] on a phone going back closes a dialog, then the drawer, and only then leaves the room', async () => {
  await using phone = await phoneWithRooms()
  const { alice } = phone
  const { page } = alice
  const carol = page.getByRole('link', { name: /carol/ })
  const settings = page.getByRole('dialog', { name: 'Settings' })
  const heading = page.getByRole('heading', { name: 'bob', exact: true })
  await alice.openRoom('bob')
  await page.getByRole('button', { name: /^Rooms/ }).click()
  await openSettings(page)
  await settings.waitFor()
  await page.goBack()
  await settings.waitFor({ state: 'detached' })
  await carol.waitFor()
  await page.goBack()
  await carol.waitFor({ state: 'hidden' })
  await heading.waitFor()

  await page.getByRole('button', { name: /^Rooms/ }).click()
  await alice.openRoom('carol')
  await page.getByRole('heading', { name: 'carol', exact: true }).waitFor()
  await page.goBack()
  await heading.waitFor()
  await page.getByRole('button', { name: /^Rooms/ }).click()
  await carol.waitFor()
  await page.keyboard.press('Escape')
  await carol.waitFor({ state: 'hidden' })
  await page.waitForFunction(() => !history.state?.layers)
  await page.goBack()
  await heading.waitFor({ state: 'detached' })
  await page.getByRole('link', { name: /bob/ }).waitFor()
})

test('[UI-1] on a phone going back twice at once closes both a dialog and the drawer below it', async () => {
  await using phone = await phoneWithRooms()
  const { alice } = phone
  const { page } = alice
  await alice.openRoom('bob')
  await page.getByRole('button', { name: /^Rooms/ }).click()
  await openSettings(page)
  await page.getByRole('dialog', { name: 'Settings' }).waitFor()
  await page.waitForFunction(() => history.state?.layers === 2)
  await page.evaluate(() => history.go(-2))
  await page.getByRole('dialog', { name: 'Settings' }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: /carol/ }).waitFor({ state: 'hidden' })
  await page.getByRole('heading', { name: 'bob', exact: true }).waitFor()
})

test('[UI-1] on a phone what is opened while something else closes stays, and going back closes it', async () => {
  await using phone = await phoneWithRooms()
  const { alice } = phone
  const { page } = alice
  const carol = page.getByRole('link', { name: /carol/ })
  const rooms = page.getByRole('button', { name: /^Rooms/ })
  await alice.openRoom('bob')
  await slowSteps(page, 1500)

  await rooms.click()
  await carol.waitFor()
  await page.keyboard.press('Escape')
  await carol.waitFor({ state: 'hidden' })
  const stepped = nextStep(page)
  await rooms.click()
  await carol.waitFor()
  await stepped
  await page.waitForFunction(() => history.state?.layers === 1)
  expect(await carol.isVisible()).toBe(true)

  await openSettings(page)
  await page.getByRole('dialog', { name: 'Settings' }).waitFor()
  const away = nextStep(page)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: 'Settings' }).waitFor({ state: 'detached' })
  const place = await carol.getAttribute('href')
  await alice.openRoom('carol')
  await away
  await page.waitForFunction(() => !history.state?.layers)
  expect<string | null>(new URL(page.url()).pathname).toBe(place)
  await page.evaluate(() => history.back())
  await page.getByRole('heading', { name: 'bob', exact: true }).waitFor()
})

/** A browser that is busy goes back only a while after it was asked to. */
async function slowSteps(page: Page, ms = 300) {
  await page.evaluate((pause) => {
    const go = history.go.bind(history)
    history.go = (steps) => void setTimeout(go, pause, steps)
  }, ms)
}

const nextStep = (page: Page) =>
  page.evaluate(
    () => new Promise<void>((resolve) => addEventListener('popstate', () => resolve(), { once: true })),
  )

test('[UI-1] on a phone nothing is wider than the screen, and buttons are large enough for a finger', async () => {
  await using phone = await phoneWithRooms()
  const { alice } = phone
  await alice.page.getByRole('link', { name: /carol/ }).waitFor()
  await expectToFit(alice)
  await alice.openRoom('bob')
  await alice.log.getByText(/Unbroken/).waitFor()
  await expectToFit(alice)
  await alice.page.getByRole('button', { name: /^Rooms/ }).click()
  await openSettings(alice.page)
  await alice.page.getByText('This device, from').waitFor()
  await expectToFit(alice)
})

async function expectToFit({ page }: Visitor) {
  await untilStill(page)
  await expectNoSidewaysScroll(page)
  const sizes = await page.getByRole('button').evaluateAll((buttons) =>
    buttons
      .map((button) => ({
        name: button.ariaLabel ?? button.textContent,
        box: button.getBoundingClientRect(),
      }))
      // A place between two pixels, as in a drawer that slides in, costs a size its last digits.
      .filter(({ box }) => Math.round(Math.min(box.width, box.height) * 100) < 4400)
      .map(({ name, box }) => `${name}: ${box.width} x ${box.height}`),
  )
  expect(sizes).toEqual([])
}
