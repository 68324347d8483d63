import { expect, test } from 'bun:test'
import { isFocused } from '../harness/focus'
import { aliceWithBob } from '../harness/room-with-bob'
import type { Visitor } from '../harness/visitor'

function select(alice: Visitor, start: number, end: number) {
  return alice.field.evaluate((field: HTMLTextAreaElement, range) => field.setSelectionRange(...range), [
    start,
    end,
  ] as [number, number])
}

test('[MSG-11] keys put the signs around what is selected, again takes them away, and Ctrl+Z goes back', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  await alice.field.fill('one two three')
  await select(alice, 4, 7)
  await alice.field.press('Control+b')
  expect(await alice.field.inputValue()).toBe('one **two** three')
  await alice.field.press('Control+i')
  expect(await alice.field.inputValue()).toBe('one ***two*** three')
  await alice.field.press('Control+b')
  expect(await alice.field.inputValue()).toBe('one *two* three')
  await alice.field.press('Control+z')
  expect(await alice.field.inputValue()).toBe('one ***two*** three')
  await alice.field.fill('ls and old')
  await select(alice, 0, 2)
  await alice.field.press('Control+e')
  await select(alice, 9, 12)
  await alice.field.press('Control+Shift+x')
  expect(await alice.field.inputValue()).toBe('`ls` and ~~old~~')
})

test('[MSG-11] an address pasted over words makes a link of them, and is pasted as it is elsewhere', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  const paste = (text: string) =>
    alice.field.evaluate((field, pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      return field.dispatchEvent(event)
    }, text)
  await alice.field.fill('read this')
  await select(alice, 5, 9)
  expect(await paste('https://example.org/a')).toBe(false)
  expect(await alice.field.inputValue()).toBe('read [this](https://example.org/a)')
  expect(await paste('https://example.org/b')).toBe(true)
  await select(alice, 0, 4)
  expect(await paste('not an address')).toBe(true)
})

test('[MSG-11] the buttons for formatting can be shown, and leave the focus in the field', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  await alice.field.fill('milk')
  await alice.page.getByRole('button', { name: 'Formatting' }).click()
  const row = alice.page.getByRole('group', { name: 'Formatting' })
  await row.getByRole('button', { name: 'List' }).click()
  expect(await alice.field.inputValue()).toBe('- milk')
  await isFocused(alice.field)
  await alice.page.getByRole('button', { name: 'Formatting' }).click()
  await row.waitFor({ state: 'detached' })
})

test('[MSG-11] a text with formatting is shown below the field as it will look, a plain one is not', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  const preview = alice.page.getByRole('region', { name: 'As it will look' })
  await alice.field.pressSequentially('Bring **bread** and')
  await preview.getByRole('strong').filter({ hasText: 'bread' }).waitFor()
  await isFocused(alice.field)
  await alice.field.fill('Bring bread, see [the list](https://list.example/a)')
  const link = preview.getByRole('link', { name: 'the list' })
  await link.waitFor()
  expect(await link.getAttribute('tabindex')).toBe('-1')

  await alice.field.fill('2 * 3 and https://list.example/a')
  await preview.waitFor({ state: 'detached' })
  await alice.say('**Bread**')
  await alice.log.getByRole('strong').waitFor()
  await preview.waitFor({ state: 'detached' })
})
