import { expect, test } from 'bun:test'
import { makeOwnerLink } from '#server/domain/admin/owner-link'
import { setServerRole } from '#server/store/people'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { isFocused } from '../harness/focus'
import { password } from '../harness/people'
import { startServer, type TestServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { startSpotify } from '../harness/spotify'
import { type Visitor, visit } from '../harness/visitor'

async function owner(server: TestServer, view: 'desktop' | 'phone' = 'desktop'): Promise<Visitor> {
  const alice = await newAccount(server.url, 'alice')
  await server.app.store.transaction((tx) => setServerRole(tx, alice.id, 'owner'))
  const visitor = await visit(server.url, view)
  await visitor.signIn('alice')
  return visitor
}

async function openAdmin({ page }: Visitor): Promise<void> {
  await openSettings(page)
  await page.getByRole('link', { name: 'Run this server' }).click()
  await page.getByRole('heading', { name: 'This server' }).waitFor()
}

test("[ACC-12] the owner's link leads from registering to running the server", async () => {
  await using server = await startServer({ settings: { 'accounts.registration': 'closed' } })
  const link = await makeOwnerLink(server.app)
  await using alice = await visit(`${server.url}/${link.slice(link.indexOf('#'))}`)
  const { page } = alice
  await page.getByText('This link makes its first user the owner').waitFor()
  await page.getByLabel('Username').fill('alice')
  await page.getByLabel('E-mail').fill('alice@example.org')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()

  await page.getByRole('button', { name: 'Become the owner' }).click()

  await page.getByRole('heading', { name: 'This server' }).waitFor()
  await page.getByRole('button', { name: /alice.*Owner/ }).waitFor()
  await page.waitForURL(({ hash }) => hash === '')
  await page.reload()
  await page.getByRole('heading', { name: 'This server' }).waitFor()
})

test('[ACC-12] a member sees no way to the admin screen and nothing at its address', async () => {
  await using server = await startServer()
  await newAccount(server.url, 'eve')
  await using eve = await visit(server.url)
  await eve.signIn('eve')
  await openSettings(eve.page)
  await eve.page.getByRole('button', { name: 'Sign out', exact: true }).waitFor()
  expect(await eve.page.getByRole('link', { name: 'Run this server' }).count()).toBe(0)

  await eve.page.goto(`${server.url}/admin`)

  await eve.page.getByText('Only those who run this server').waitFor()
  const scripts = await eve.page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name),
  )
  expect(scripts.filter((name) => name.includes('admin-page'))).toEqual([])
})

test('[ACC-12] [P04] disabling somebody asks for the password when it was long ago, and throws them out', async () => {
  await using server = await startServer()
  await newAccount(server.url, 'eve')
  await using eve = await visit(server.url)
  await eve.signIn('eve')
  await using alice = await owner(server)
  await server.app.store.transaction((tx) => tx.db.updateTable('sessions').set({ proven_at: 0 }).execute())
  const { page } = alice
  await openAdmin(alice)

  await page.getByLabel('Find by name or e-mail').fill('ev')
  await page.getByText('1 found').waitFor()
  await page.getByRole('button', { name: /eve/ }).click()
  await page.getByRole('button', { name: 'Disable this account' }).click()
  await page.getByRole('button', { name: 'Disable', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Is it you?' })
  await dialog.getByLabel('Password', { exact: true }).fill('Wrong7horse')
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await dialog.getByText('The password is not right.').waitFor()
  await dialog.getByLabel('Password', { exact: true }).fill(password)
  await dialog.getByRole('button', { name: 'Go on' }).click()

  await page.getByRole('button', { name: /eve.*Disabled/ }).waitFor()
  await eve.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.getByRole('button', { name: 'Let them in again' }).click()
  await page.getByRole('button', { name: 'Disable this account' }).waitFor()
})

test('[ACC-12] the owner gives roles, by keyboard alone', async () => {
  await using server = await startServer()
  await newAccount(server.url, 'bob')
  await using alice = await owner(server)
  const { page } = alice
  await openAdmin(alice)
  const row = page.getByRole('button', { name: /bob/ })
  await row.focus()
  await page.keyboard.press('Enter')
  const role = page.getByRole('combobox', { name: 'Role' })
  await role.waitFor()
  await page.keyboard.press('Tab')
  await isFocused(role)
  await page.keyboard.press('a')

  await page.getByRole('button', { name: /bob.*Admin/ }).waitFor()
})

test('[ACC-12] an invitation leads somebody in, and is used up then', async () => {
  await using server = await startServer({ settings: { 'accounts.registration': 'invite' } })
  await using stranger = await visit(server.url)
  await stranger.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await stranger.page.getByRole('button', { name: 'Create an account' }).count()).toBe(0)

  await using alice = await ownerOf(server)
  const { page } = alice
  await openAdmin(alice)
  await page.getByRole('button', { name: 'Invitations' }).click()
  await page.getByRole('button', { name: 'Make a link' }).click()
  const link = await page.getByText(/#invitation=/).innerText()

  await using bob = await visit(`${server.url}/${link.slice(link.indexOf('#'))}`)
  await bob.page.getByText('You are invited.').waitFor()
  await bob.page.getByLabel('Username').fill('bob')
  await bob.page.getByLabel('E-mail').fill('bob@example.org')
  await bob.page.getByLabel('Password', { exact: true }).fill(password)
  await bob.page.getByRole('button', { name: 'Create account' }).click()
  await bob.find.waitFor()
  await bob.page.waitForURL(({ hash }) => hash === '')

  await page.getByRole('button', { name: 'People' }).click()
  await page.getByRole('button', { name: 'Invitations' }).click()
  await page.getByText('Used up, 1 of 1 used').waitFor()
})

test('[ACC-12] the ways to sign in are told as they are in force, not as the policy alone has them', async () => {
  const settings = { 'sign_in.otp': true, 'sign_in.passkey': true, 'sign_in.oauth': true }
  await using server = await startServer({ settings })
  await using alice = await owner(server)
  const { page } = alice
  await openAdmin(alice)
  await page.getByRole('button', { name: 'Sign-in', exact: true }).click()
  const fact = (name: string) =>
    page.getByRole('term').filter({ hasText: name }).locator('xpath=following-sibling::dd').innerText()

  expect(await fact('Sign-in with a passkey')).toBe('On')
  expect(await fact('Sign-in through another service')).toBe('Off: none is configured')
  expect(await fact('Sign-in by phone number and code')).toBe('Off: no mail server is configured')

  using spotify = startSpotify()
  await server.stop()
  await server.start({ ...spotify.settings })
  await page.reload()
  await page.getByRole('button', { name: 'Sign-in', exact: true }).click()
  await eventually(async () => expect(await fact('Sign-in through another service')).toBe('Spotify'))
})

test('[P04] the audit log says in the language of the page what it is about', async () => {
  await using server = await startServer()
  await using alice = await owner(server)
  const { page } = alice
  await openAdmin(alice)
  await page.getByRole('button', { name: 'Audit log', exact: true }).click()
  const log = page.getByRole('list', { name: 'Audit log' })
  await log
    .getByText(/What: \u2068?People/)
    .first()
    .waitFor()
  await log
    .getByText(/Session: \u2068?\w+/)
    .first()
    .waitFor()
})

/** Where nobody can register the owner comes by the link of the first start. */
async function ownerOf(server: TestServer): Promise<Visitor> {
  const link = await makeOwnerLink(server.app)
  const visitor = await visit(`${server.url}/${link.slice(link.indexOf('#'))}`)
  await visitor.page.getByText('This link makes its first user the owner').waitFor()
  await visitor.page.getByLabel('Username').fill('alice')
  await visitor.page.getByLabel('E-mail').fill('alice@example.org')
  await visitor.page.getByLabel('Password', { exact: true }).fill(password)
  await visitor.page.getByRole('button', { name: 'Create account' }).click()
  await visitor.page.getByRole('button', { name: 'Become the owner' }).click()
  await visitor.page.getByRole('heading', { name: 'This server' }).waitFor()
  return visitor
}

test.each(['desktop', 'phone'] as const)('[ACC-12] every section is there on a %s and fits', async (view) => {
  await using server = await startServer()
  await using alice = await owner(server, view)
  const { page } = alice
  await openAdmin(alice)
  for (const [section, text] of [
    ['People', 'alice@example.org'],
    ['Invitations', 'Nobody has been invited yet.'],
    ['Sign-in', 'Who may open an account'],
    ['Health', 'Open connections'],
    ['Audit log', 'Signed in'],
  ] as const) {
    await page.getByRole('navigation', { name: 'This server' }).getByRole('button', { name: section }).click()
    const region = page.getByRole('region', { name: section })
    await region.getByText(text).locator('visible=true').first().waitFor()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  }
})

test('[ACC-5] all other devices are signed out from the settings', async () => {
  await using server = await startServer()
  await newAccount(server.url, 'alice')
  await using alice = await visit(server.url)
  await alice.signIn('alice')
  await using phone = await visit(server.url, 'phone')
  await phone.signIn('alice')

  await openSettings(alice.page)
  await alice.page.getByRole('button', { name: 'Sign out everywhere else' }).click()

  await phone.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await alice.page.getByText('This device, from').waitFor()
  await alice.page.getByRole('button', { name: 'Sign out everywhere else' }).waitFor({ state: 'detached' })
})
