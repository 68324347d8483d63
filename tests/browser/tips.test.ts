import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { isFocused } from '../harness/focus'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { visit } from '../harness/visitor'

test('[UI-5] who comes to a picture by keyboard is told what it does, until Escape, and who clicks on it is not', async () => {
  await using server = await startServer()
  const member = await newAccount(server.url, 'alice')
  await newAccount(server.url, 'bob')
  await member.api.createRoom({ room_type: 'group', name: 'Choir', description: '', member_ids: [] })
  await using alice = await visit(server.url)
  await alice.signIn('alice')
  await alice.openRoom('Choir')
  const { page } = alice
  const tip = page.getByRole('tooltip')
  const send = page.getByRole('button', { name: 'Send' })
  const emoji = page.getByRole('button', { name: 'Emoji' })

  await alice.field.fill('Who sings?')
  await alice.field.press('Tab')
  while (!(await emoji.evaluate((button) => button === document.activeElement)))
    await page.keyboard.press('Tab')
  await tip.filter({ hasText: 'Emoji' }).waitFor()
  await page.keyboard.press('Escape')
  await tip.waitFor({ state: 'detached' })
  await isFocused(emoji)

  await send.click()
  await alice.sees('Who sings?')
  expect(await tip.count()).toBe(0)
})

test('[UI-5] in a dialog as well a picture is explained to the keyboard', async () => {
  await using server = await startServer()
  await newAccount(server.url, 'alice')
  await using alice = await visit(server.url)
  await alice.signIn('alice')
  await openSettings(alice.page)
  const dialog = alice.page.getByRole('dialog')
  const close = dialog.getByRole('button', { name: 'Close' })

  await close.press('Tab')
  await alice.page.keyboard.press('Shift+Tab')

  await isFocused(close)
  await dialog.getByRole('tooltip').filter({ hasText: 'Close' }).waitFor()
})
