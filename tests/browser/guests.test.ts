import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { type Visitor, visit } from '../harness/visitor'

const wall = { profile: 'wall', 'passwords.composition': 'letters_and_digit' }

async function lookAround({ page, field }: Visitor): Promise<string> {
  await page.getByRole('button', { name: 'Look around as a guest' }).click()
  await field.waitFor()
  return (await page.getByRole('region', { name: 'Guest' }).locator('strong').textContent()) ?? ''
}

test('a guest on a phone comes in, writes in the lobby, makes an account and keeps what they wrote', async () => {
  await using server = await startServer({ settings: wall })
  await newAccount(server.url, 'bob')
  await using bob = await visit(server.url)
  await bob.signIn('bob')
  await bob.page.getByRole('heading', { name: 'Lobby' }).waitFor()

  await using alice = await visit(server.url, 'phone')
  const name = await lookAround(alice)
  expect(name).toMatch(/^Guest [0-9]+$/)
  await alice.field.fill('Is anybody here?')
  await alice.page.getByRole('button', { name: 'Send' }).click()
  await bob.sees('Is anybody here?')
  await bob.log.getByText(name, { exact: true }).first().waitFor()

  await alice.page.reload()
  await alice.sees('Is anybody here?')
  await alice.page.getByRole('button', { name: 'Make an account' }).click()
  const dialog = alice.page.getByRole('dialog')
  await dialog.getByLabel('Username').fill('bob')
  await dialog.getByLabel('Password', { exact: true }).fill('Correct7horse')
  await dialog.getByRole('button', { name: 'Create account' }).click()
  await dialog.getByText(/taken/).waitFor()
  expect(await dialog.getByLabel('Keep what I wrote as a guest').isChecked()).toBe(true)
  await dialog.getByLabel('Username').fill('alice')
  await dialog.getByRole('button', { name: 'Create account' }).click()

  await alice.page.getByRole('region', { name: 'Guest' }).waitFor({ state: 'detached' })
  await alice.page.getByRole('article', { name: /^You/ }).getByText('Is anybody here?').waitFor()
  await bob.page.reload()
  await bob.log.getByText('alice', { exact: true }).first().waitFor()
  await eventually(async () => expect(await bob.log.getByText(name, { exact: true }).count()).toBe(0))
})

test('a guest is shown nothing that needs an account, and need not keep what they wrote', async () => {
  await using server = await startServer({
    settings: { profile: 'team', 'rooms.lobby': true, 'guests.lobby': true },
  })
  await newAccount(server.url, 'bob')
  await using eve = await visit(server.url)
  await lookAround(eve)
  await eve.say('Just passing')
  await eve.sees('Just passing')
  expect(await eve.page.getByRole('button', { name: 'New group' }).count()).toBe(0)
  await eve.find.fill('bob')
  await eve.page.getByText('Nobody and no room is called').waitFor()
  await openSettings(eve.page)
  await eve.page.getByRole('button', { name: 'Sign out', exact: true }).waitFor()
  expect(await eve.page.getByText('Ways to sign in').count()).toBe(0)
  expect(await eve.page.getByText('Signed in on').count()).toBe(0)
  await eve.page.keyboard.press('Escape')

  await eve.page.getByRole('button', { name: 'Make an account' }).click()
  const dialog = eve.page.getByRole('dialog')
  await dialog.getByLabel('Username').fill('eve')
  await dialog.getByLabel('E-mail').fill('eve@example.org')
  await dialog.getByLabel('Password', { exact: true }).fill('Correct7horse')
  await dialog.getByLabel('Keep what I wrote as a guest').uncheck()
  await dialog.getByRole('button', { name: 'Create account' }).click()
  await eve.page.getByRole('region', { name: 'Guest' }).waitFor({ state: 'detached' })
  await eve.page
    .getByRole('article', { name: /^Guest/ })
    .getByText('Just passing')
    .waitFor()
  expect(await eve.page.getByRole('article', { name: /^You/ }).count()).toBe(0)
})

test('a guest who has an account already signs in to it', async () => {
  await using server = await startServer({ settings: wall })
  await newAccount(server.url, 'alice')
  await using alice = await visit(server.url)
  await lookAround(alice)
  await alice.page.getByRole('button', { name: 'Make an account' }).click()
  await alice.page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click()
  await alice.signIn('alice')
  await alice.say('It is me')
  await alice.page.getByRole('article', { name: /^You/ }).getByText('It is me').waitFor()
  await eventually(async () =>
    expect(await alice.page.getByRole('region', { name: 'Guest' }).count()).toBe(0),
  )
})
