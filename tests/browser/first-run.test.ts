import { expect, test } from 'bun:test'
import type { Page } from 'playwright-core'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { password } from '../harness/people'
import { startServer } from '../harness/server'
import { visit } from '../harness/visitor'

/** What has the focus, by what a screen reader calls it, once it is certain that somebody who looks can see where it is. */
async function focused(page: Page): Promise<string> {
  const { name, isSeen } = await page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body)
      throw new Error('Nothing has the focus.')
    const { width, height } = element.getBoundingClientRect()
    const frame = element.closest<HTMLElement>(':focus-within:has(:focus)')
    const looks = [element, element.parentElement, element.parentElement?.parentElement, frame]
    const isMarked = looks.some((one) => one && getComputedStyle(one).outlineStyle !== 'none')
    return {
      name: `${element.ariaLabel ?? ''} ${element.innerText} ${element.getAttribute('name') ?? ''}`.trim(),
      // A heading takes the focus so that it is read out; there is nothing to press there.
      isSeen:
        width > 0 && height > 0 && (isMarked || element.tabIndex < 0 || element.matches('input, textarea')),
    }
  })
  expect([name, isSeen]).toEqual([name, true])
  return name
}

/** Presses Tab, or Shift and Tab, until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  const passed: string[] = []
  while (passed.length < 40) {
    const here = await eventually(() => focused(page))
    if (name.test(here)) return
    passed.push(here)
    await page.keyboard.press(key)
  }
  throw new Error(`Tab never came to ${name}, but to: ${passed.join(' | ')}`)
}

test('[UI-4] somebody new comes from an empty browser to a message delivered by what the screen says', async () => {
  await using server = await startServer()
  const bob = await newAccount(server.url, 'bob')
  await newAccount(server.url, 'eve')
  await using alice = await visit(server.url)
  const { page } = alice

  await page.getByRole('button', { name: 'Create an account' }).click()
  await page.getByRole('heading', { name: 'Create an account' }).waitFor()
  await page.getByRole('textbox', { name: 'Username' }).fill('alice')
  await page.getByRole('textbox', { name: 'E-mail' }).fill('alice@example.org')
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('heading', { name: 'Nobody to talk to yet' }).waitFor()
  await page.getByRole('button', { name: 'Find somebody' }).click()
  await page.keyboard.type('bo')
  await page.getByRole('option', { name: 'bob' }).click()
  await page.getByRole('textbox', { name: 'Write to bob' }).fill('Noodles on Sunday?')
  await page.getByRole('button', { name: 'Send' }).click()

  await page.getByRole('log').getByTitle('Sent', { exact: true }).waitFor()
  await page.getByRole('status').filter({ hasText: 'Everything sent. Up to date.' }).waitFor()
  const rooms = await bob.api.rooms()
  expect(rooms.map(({ last_message }) => last_message?.content)).toEqual(['Noodles on Sunday?'])
})

test('[UI-1] the keyboard alone leads from the first visit to the first message, and the focus is never lost', async () => {
  await using server = await startServer()
  await newAccount(server.url, 'bob')
  await using alice = await visit(server.url)
  const { page } = alice
  const { keyboard } = page
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()

  await tabTo(page, /Create an account/)
  await keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Create an account' }).waitFor()
  await tabTo(page, /username/)
  await keyboard.type('alice')
  await tabTo(page, /email/)
  await keyboard.type('alice@example.org')
  await tabTo(page, /password/)
  await keyboard.type('kingfisher')
  await keyboard.press('Enter')
  await page.getByText('Use a capital letter.').waitFor()
  await tabTo(page, /password/)
  await keyboard.press('Control+a')
  await keyboard.type(password)
  await keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Nobody to talk to yet' }).waitFor()

  await tabTo(page, /Find somebody/)
  await keyboard.press('Enter')
  await eventually(async () => expect(await focused(page)).toMatch(/Find people and rooms/))
  await keyboard.type('bob')
  await page.getByRole('option', { name: 'bob', exact: true }).waitFor()
  await keyboard.press('Enter')
  await page.getByRole('heading', { name: 'bob', exact: true }).waitFor()
  await tabTo(page, /Write to bob/)
  await keyboard.type('Noodles on Sunday?')
  await keyboard.press('Enter')
  await alice.sees('Noodles on Sunday?')
  await eventually(async () => expect(await focused(page)).toMatch(/Write to bob/))
  await alice.isTold('Everything sent. Up to date.')

  await tabTo(page, /Settings/, 'Shift+Tab')
  await keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Settings' }).waitFor()
  await eventually(() => focused(page))
  await keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await eventually(async () => expect(await focused(page)).toBe('Settings'))
})
