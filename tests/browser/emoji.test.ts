import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import { isFocused } from '../harness/focus'
import { aliceWithBob } from '../harness/room-with-bob'
import { openSettings } from '../harness/settings'
import { untilStill } from '../harness/still-page'
import type { Visitor } from '../harness/visitor'

const button = (alice: Visitor) => alice.page.getByRole('button', { name: 'Emoji', exact: true })
const picker = (alice: Visitor) => alice.page.getByRole('dialog', { name: 'Emoji' })
const focusedName = (alice: Visitor) =>
  alice.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

test('[UI-3] by the keyboard alone an emoji is found, chosen and put where the cursor was', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  await alice.field.fill('Well  done')
  await alice.field.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(5, 5))
  await alice.page.keyboard.press('Tab')
  await alice.page.keyboard.press('Tab')
  await eventually(async () => expect(await focusedName(alice)).toBe('Emoji'))
  await alice.page.keyboard.press('Enter')
  await picker(alice).getByRole('grid').waitFor()
  await eventually(async () => expect(await focusedName(alice)).toBe('Search emoji'))

  await alice.page.keyboard.type('party popper')
  await picker(alice).getByRole('status').filter({ hasText: '1 emoji found' }).waitFor()
  await alice.page.keyboard.press('Enter')
  await picker(alice).waitFor({ state: 'hidden' })
  await eventually(async () => expect(await alice.field.inputValue()).toBe('Well 🎉 done'))
  await isFocused(alice.field)

  await alice.page.keyboard.press('Control+z')
  await eventually(async () => expect(await alice.field.inputValue()).toBe('Well  done'))
})

test('[UI-3] arrows move in the grid, letters go to the search, and Escape gives the focus back', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  await button(alice).click()
  await picker(alice).getByRole('gridcell').first().waitFor()
  await alice.page.keyboard.press('ArrowDown')
  await eventually(async () => expect(await focusedName(alice)).toBe('grinning face'))
  await alice.page.keyboard.press('ArrowRight')
  await eventually(async () => expect(await focusedName(alice)).toBe('grinning face with big eyes'))
  await alice.page.keyboard.press('ArrowDown')
  await eventually(async () => expect(await focusedName(alice)).toBe('upside-down face'))
  await alice.page.keyboard.press('End')
  await alice.page.keyboard.press('ArrowUp')
  await eventually(async () => expect(await focusedName(alice)).toBe('face with tears of joy'))
  await alice.page.keyboard.press('ArrowUp')
  await eventually(async () => expect(await focusedName(alice)).toBe('Search emoji'))

  await alice.page.keyboard.press('ArrowDown')
  await alice.page.keyboard.type('rocket')
  await picker(alice).getByRole('gridcell', { name: 'rocket', exact: true }).waitFor()
  await alice.page.keyboard.press('Escape')
  await picker(alice).waitFor({ state: 'hidden' })
  await isFocused(alice.field)
  expect(await alice.field.inputValue()).toBe('')
})

test('[UI-3] the skin tone and what was chosen last are remembered on the device, over a reload', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  await button(alice).click()
  await picker(alice).getByText('✋🏾').click()
  await alice.page.getByRole('tab', { name: 'People and bodies' }).click()
  await picker(alice).getByRole('gridcell', { name: 'waving hand', exact: true }).click()
  await eventually(async () => expect(await alice.field.inputValue()).toBe('👋🏾'))
  await eventually(async () => expect(await alice.page.getByRole('tab').count()).toBe(0))

  await alice.page.reload()
  await button(alice).click()
  const recent = picker(alice).getByRole('grid', { name: 'Recent' })
  await eventually(async () => expect(await recent.getByRole('gridcell').allTextContents()).toEqual(['👋🏾']))
  await eventually(async () =>
    expect(await picker(alice).getByRole('radio', { name: 'Medium dark' }).isChecked()).toBe(true),
  )

  await alice.page.keyboard.press('Escape')
  await openSettings(alice.page)
  await alice.page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await alice.page.getByLabel('Username or e-mail').waitFor()
  await alice.page.waitForFunction(() => !Object.keys(localStorage).some((key) => /emoji/.test(key)))
})

test('[UI-1] on a phone the picker is a sheet at the foot that does not bring up the keyboard', async () => {
  await using desk = await aliceWithBob('phone')
  const { alice } = desk
  await button(alice).tap()
  const cell = picker(alice).getByRole('gridcell', { name: 'grinning face', exact: true })
  await cell.waitFor()
  await eventually(async () => expect(await focusedName(alice)).toBe('Emoji'))
  await untilStill(alice.page)
  const [sheet, target] = [await picker(alice).boundingBox(), await cell.boundingBox()]
  expect(sheet).toMatchObject({ x: 0, width: 390 })
  expect((sheet?.y ?? 0) + (sheet?.height ?? 0)).toBe(844)
  expect(target?.width).toBeGreaterThanOrEqual(44)
  expect(target?.height).toBeGreaterThanOrEqual(44)
  await cell.tap()
  await picker(alice).waitFor({ state: 'hidden' })
  await eventually(async () => expect(await alice.field.inputValue()).toBe('😀'))
})

test('[UI-1] in Arabic emoji have Arabic names, English ones find them too, and arrows go by the page', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  await alice.page.evaluate(() => localStorage.setItem('natter.language', 'ar'))
  await alice.page.reload()
  await alice.page.getByRole('button', { name: 'رمز تعبيري' }).click()
  const cells = alice.page.getByRole('gridcell')
  await cells.first().waitFor()
  await alice.page.keyboard.press('ArrowDown')
  await eventually(async () => expect(await focusedName(alice)).toBe('وجه بابتسامة عريضة'))
  await alice.page.keyboard.press('ArrowLeft')
  await eventually(async () => expect(await focusedName(alice)).not.toBe('وجه بابتسامة عريضة'))
  await alice.page.keyboard.press('ArrowRight')
  await eventually(async () => expect(await focusedName(alice)).toBe('وجه بابتسامة عريضة'))

  const search = alice.page.getByRole('searchbox')
  for (const word of ['rocket', 'صاروخ']) {
    await search.fill(word)
    await alice.page.getByRole('gridcell', { name: 'صاروخ', exact: true }).waitFor()
  }
})
