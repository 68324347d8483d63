import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { visit } from '../harness/visitor'

test('[ACC-14] a name and a colour chosen in the settings are seen by others at once, wherever they are drawn', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await using bob = await visit(server.url, 'phone')
  await alice.register('alice')
  await bob.register('bob')
  await alice.talkTo('bob')
  await alice.say('Hello')
  await bob.openRoom('alice')
  await bob.sees('Hello')
  await bob.page.getByRole('button', { name: 'Options for what alice said' }).click()
  await bob.page.getByRole('menuitem', { name: 'Reply' }).click()

  const { page } = alice
  await openSettings(page)
  await page.getByLabel('Display name').fill('Deleted user')
  await page.getByRole('button', { name: 'Save name' }).click()
  await page.getByText('Must be a name of your own.').waitFor()
  await page.getByLabel('Display name').fill('עליזה Å')
  await page.getByLabel('Display name').press('Enter')
  await page.getByText('Saved.').waitFor()
  await page.getByRole('radio', { name: 'Violet' }).focus()
  await page.getByRole('radio', { name: 'Violet' }).press('Space')

  await bob.page.getByRole('heading', { name: 'עליזה Å' }).waitFor()
  await bob.page.getByRole('article', { name: /^עליזה Å,/ }).waitFor()
  await bob.page.getByText(/^Reply to .*עליזה Å/).waitFor()
  await bob.field.press('Escape')
  await bob.page.waitForFunction(
    () => document.querySelector<HTMLElement>('.person-face[style*="285"]') !== null,
  )
  await bob.page.reload()
  await bob.page.getByRole('heading', { name: 'עליזה Å' }).waitFor()
  await eventually(async () => expect(await bob.page.getByText('alice', { exact: true }).count()).toBe(0))
  await page.keyboard.press('Escape')
  await page.reload()
  await openSettings(page)
  await eventually(async () => expect(await page.getByLabel('Display name').inputValue()).toBe('עליזה Å'))
  await eventually(async () =>
    expect(await page.getByRole('radio', { name: 'Violet' }).isChecked()).toBe(true),
  )
})
