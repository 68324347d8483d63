import { expect, test } from 'bun:test'
import { resolve } from 'node:path'
import type { Locator } from 'playwright-core'
import { wordsIn } from '#scripts/screenshots/words'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { password } from '../harness/people'
import { startServer } from '../harness/server'
import { visit } from '../harness/visitor'

const say = wordsIn(resolve(import.meta.dir, '../..'), 'ar')

const directionOf = (field: Locator) => field.evaluate((element) => getComputedStyle(element).direction)

const opacityOf = (element: Element) => getComputedStyle(element).opacity

/** Where a text itself lies, and the box that it is cut off at. */
const placesOf = (element: Locator) =>
  element.evaluate((box) => {
    const text = document.createRange()
    text.selectNodeContents(box)
    const first = document.createRange()
    const node = box.firstChild
    if (!node) throw new Error('Nothing stands there.')
    first.setStart(node, 0)
    first.setEnd(node, 1)
    const sidesOf = ({ left, right }: DOMRect) => ({ left, right })
    return {
      box: sidesOf(box.getBoundingClientRect()),
      text: sidesOf(text.getBoundingClientRect()),
      first: sidesOf(first.getBoundingClientRect()),
    }
  })

test('[UI-1] where lines run from right to left an empty field does too, names stand at their faces, and texts are cut off at their ends', async () => {
  await using server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  const open = (name: string) =>
    bob.api.createRoom({ room_type: 'group', name, description: '', member_ids: [alice.id] })
  await open('Cellar')
  const room = await open('Kitchen')
  await alice.api.postMessage(room.id, { content: 'Who cooks?' })
  await using visitor = await visit(server.url, 'desktop', { locale: 'ar' })
  const { page } = visitor
  await page.getByLabel(say('Username or e-mail')).fill('alice')
  await page.getByLabel(say('Password'), { exact: true }).fill(password)
  await page.getByRole('button', { name: say('Sign in') }).click()
  await page.getByRole('link', { name: /Kitchen/ }).click()

  const field = page.getByRole('textbox', { name: /Kitchen/ })
  await field.waitFor()
  expect(await directionOf(field)).toBe('rtl')
  const draft = 'Soup, since there are onions, and bread for those who are hungry'
  await field.fill(draft)
  await eventually(async () => expect(await directionOf(field)).toBe('ltr'))

  // The room that is open shows what it has.
  await page.getByRole('link', { name: /Cellar/ }).click()
  const preview = page.getByRole('link', { name: /Kitchen/ }).getByText(draft, { exact: true })
  await preview.waitFor()
  const { box, first } = await placesOf(preview)
  expect(first.left).toBeGreaterThanOrEqual(box.left - 1)
  expect(first.right).toBeLessThanOrEqual(box.right + 1)

  await page.getByRole('link', { name: /Kitchen/ }).click()
  await page.getByRole('article').filter({ hasText: 'Who cooks?' }).hover()
  await page.getByRole('button', { name: say('Message options') }).click()
  await page.getByRole('menuitem', { name: say('Who has this message') }).click()
  const name = page.getByRole('dialog').getByText('bob', { exact: true })
  await name.waitFor()
  const places = await placesOf(name)
  expect(places.box.right - places.text.right).toBeLessThan(1)
})

test('[UI-1] the button of a room in the list stands in place of its time, however long that is', async () => {
  await using server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  await alice.api.createRoom({ room_type: 'group', name: 'Kitchen', description: '', member_ids: [] })
  await using visitor = await visit(server.url, 'desktop', { locale: 'en-US' })
  const { page } = visitor
  await visitor.signIn('alice')
  const row = page.getByRole('listitem').filter({ hasText: 'Kitchen' })
  // It is out of sight only: a screen reader goes on reading it.
  const isSeen = (opacity: string) =>
    eventually(async () => expect(await row.locator('time').evaluate(opacityOf)).toBe(opacity))
  await isSeen('1')
  await row.hover()
  await isSeen('0')
  await page.mouse.move(900, 500)
  await isSeen('1')
})
