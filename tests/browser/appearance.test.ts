import { expect, test } from 'bun:test'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { roomScreens } from '#scripts/screenshots/room-screens'
import { openStage } from '#scripts/screenshots/stage'
import { problemsOf } from '../harness/axe'
import { eventually } from '../harness/eventually'
import { openSettings } from '../harness/settings'
import { expectNoSidewaysScroll } from '../harness/still-page'
import { type Visitor, visit } from '../harness/visitor'

const root = resolve(import.meta.dir, '../..')

/** Alice in a room with replies, reactions, code and several people. */
async function aliceAtLunch() {
  const stage = await openStage(root, 'en')
  const alice = await visit(stage.server.url)
  for (const name of ['rooms', 'room']) {
    await roomScreens.find((screen) => screen.name === name)?.show(alice.page, stage)
  }
  return {
    alice,
    async [Symbol.asyncDispose]() {
      await alice[Symbol.asyncDispose]()
      await stage[Symbol.asyncDispose]()
    },
  }
}

async function choose({ page }: Visitor, group: string, option: string) {
  await openSettings(page)
  await page.getByRole('group', { name: group }).getByText(option, { exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

const heightOfRow = (page: Page) =>
  page.getByRole('link', { name: /Sunday lunch/ }).evaluate((row) => row.getBoundingClientRect().height)

test('[UI-1] high contrast, chosen or wanted by the system, gives every text 7:1 in both colours, and is kept', async () => {
  await using lunch = await aliceAtLunch()
  const { alice } = lunch
  expect(await problemsOf(alice.page, ['color-contrast-enhanced'])).not.toEqual([])

  await choose(alice, 'Contrast', 'High')
  await alice.page.reload()
  await alice.log.getByText('Noodles!').waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await alice.page.emulateMedia({ colorScheme })
    expect(await problemsOf(alice.page, ['color-contrast-enhanced'])).toEqual([])
  }

  await choose(alice, 'Contrast', 'System')
  await alice.page.emulateMedia({ contrast: 'more' })
  expect(await problemsOf(alice.page, ['color-contrast-enhanced'])).toEqual([])
})

test('[UI-1] a compact page shows more at once, at once and after a reload, and can still be pressed', async () => {
  await using lunch = await aliceAtLunch()
  const { alice } = lunch
  const before = await heightOfRow(alice.page)
  await choose(alice, 'Density', 'Compact')
  const after = await heightOfRow(alice.page)
  expect(after).toBeLessThan(before)
  await alice.page.reload()
  await alice.log.getByText('Noodles!').waitFor()
  await eventually(async () => expect(await heightOfRow(alice.page)).toBe(after))
  expect(await problemsOf(alice.page)).toEqual([])
})

test('[UI-1] nothing moves for who wants no motion', async () => {
  await using lunch = await aliceAtLunch()
  const { page } = lunch.alice
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openSettings(page)
  await page.getByRole('dialog').waitFor()
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
})

test('[UI-1] where the system chooses the colours, what is chosen, focused and on can still be told from the rest', async () => {
  await using lunch = await aliceAtLunch()
  const { page } = lunch.alice
  await page.emulateMedia({ forcedColors: 'active' })
  await openSettings(page)
  const colours = page.getByRole('group', { name: 'Colours' })
  const outline = (name: string) =>
    colours.getByText(name, { exact: true }).evaluate((label) => getComputedStyle(label).outlineStyle)
  await eventually(async () =>
    expect([await outline('System'), await outline('Dark')]).toEqual(['solid', 'none']),
  )
  const ground = (name: string) =>
    page.getByTitle(name, { exact: true }).evaluate((one) => getComputedStyle(one).backgroundColor)
  expect(await ground('Red')).not.toBe(await ground('Blue'))
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  expect(await dialog.evaluate((one) => getComputedStyle(one).borderStyle)).toBe('solid')
  const receipts = page.getByRole('switch', { name: 'Read receipts' })
  const knob = () => receipts.evaluate((one) => getComputedStyle(one, '::before').backgroundColor)
  const behind = () => receipts.evaluate((one) => getComputedStyle(one).backgroundColor)
  await eventually(async () => expect(await knob()).not.toBe(await behind()))
  await page.keyboard.press('Escape')
  const open = page.getByRole('link', { name: /Sunday lunch/ })
  const closed = page.getByRole('link', { name: /Allotment/ })
  const edge = (link: typeof open) => link.evaluate((one) => getComputedStyle(one).outlineStyle)
  await eventually(async () => expect([await edge(open), await edge(closed)]).toEqual(['solid', 'none']))
})

test('[UI-1] at 200 % and at 400 % nothing is lost and nothing has to be scrolled sideways', async () => {
  await using lunch = await aliceAtLunch()
  const { alice } = lunch
  const { page } = alice
  for (const viewport of [
    { width: 640, height: 400 },
    { width: 320, height: 400 },
  ]) {
    await page.setViewportSize(viewport)
    await alice.field.waitFor()
    const text = alice.log.getByText('too many for one')
    await text.scrollIntoViewIfNeeded()
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(await sideways()).toBeLessThanOrEqual(0)
    expect(await alice.log.evaluate((log) => log.clientHeight)).toBeGreaterThan(100)
    await page.getByRole('button', { name: /^Rooms/ }).click()
    await openSettings(page)
    await page.getByRole('button', { name: 'Delete account' }).scrollIntoViewIfNeeded()
    expect(await sideways()).toBeLessThanOrEqual(0)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
  }
})

test('[UI-1] letters twice as large, as a browser can be told to have them, leave all there is within reach', async () => {
  await using lunch = await aliceAtLunch()
  const { alice } = lunch
  const { page } = alice
  const browser = await page.context().newCDPSession(page)
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 32 } })
  const rooms = page.getByRole('button', { name: /^Rooms/ })
  for (const { width, height, hasDrawer } of [
    { width: 1280, height: 800, hasDrawer: true },
    { width: 1920, height: 1080, hasDrawer: false },
  ]) {
    await page.setViewportSize({ width, height })
    await rooms.waitFor({ state: hasDrawer ? 'visible' : 'hidden' })
    await alice.field.waitFor()
    await expectNoSidewaysScroll(page)
    if (hasDrawer) await rooms.click()
    await page.getByRole('button', { name: 'New group' }).click({ trial: true })
    await openSettings(page)
    await expectNoSidewaysScroll(page)
    await page.keyboard.press('Escape')
    if (hasDrawer) await page.keyboard.press('Escape')
  }
})
