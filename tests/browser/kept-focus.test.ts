import { expect, test } from 'bun:test'
import { makeOwnerLink } from '#server/domain/admin/owner-link'
import { newAccount } from '../harness/account'
import { isFocused } from '../harness/focus'
import { password } from '../harness/people'
import { startServer } from '../harness/server'
import { visit } from '../harness/visitor'

test('[UI-4] who runs a group by keyboard stays where they are when a button has done its work or goes', async () => {
  await using server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  await newAccount(server.url, 'eve')
  await alice.api.createRoom({ room_type: 'group', name: 'Choir', description: '', member_ids: [bob.id] })
  await using visitor = await visit(server.url)
  const { page } = visitor
  await visitor.signIn('alice')
  await visitor.openRoom('Choir')
  await page.getByRole('button', { name: 'Details' }).press('Enter')
  const details = page.getByRole('dialog')
  const button = (name: string) => details.getByRole('button', { name, exact: true })

  await button('Change name or description').press('Enter')
  const name = details.getByLabel('Name', { exact: true })
  await isFocused(name)
  await name.press('Control+a')
  await page.keyboard.type('Small choir')
  await page.keyboard.press('Enter')
  await isFocused(button('Change name or description'))

  await button('More about bob').press('Enter')
  await button('Make an admin').press('Enter')
  await isFocused(button('More about bob'))
  await button('More about bob').press('Enter')
  await button('Remove from the room').press('Enter')
  await isFocused(button('Cancel'))
  await button('Remove').press('Enter')
  await button('More about bob').waitFor({ state: 'detached' })
  await expectToHoldTheFocus()

  const people = details.getByRole('combobox', { name: 'Add people' })
  await people.fill('eve')
  await details.getByRole('option', { name: 'eve', exact: true }).click()
  await button('Add 1 person').press('Enter')
  await button('More about eve').waitFor()
  await isFocused(people)

  async function expectToHoldTheFocus() {
    await details.and(page.locator(':focus-within')).waitFor()
  }
})

test('[UI-4] who becomes the owner by keyboard goes on from there, and from a link they made and take back', async () => {
  await using server = await startServer()
  const link = await makeOwnerLink(server.app)
  await using alice = await visit(`${server.url}/${link.slice(link.indexOf('#'))}`)
  const { page } = alice
  await page.getByLabel('Username').fill('alice')
  await page.getByLabel('E-mail').fill('alice@example.org')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Become the owner' }).press('Enter')
  await page.getByRole('heading', { name: 'This server' }).waitFor()
  await page.locator('main:focus, aside:focus').waitFor()

  await page.getByRole('button', { name: 'Invitations' }).press('Enter')
  const make = page.getByRole('button', { name: 'Make a link' })
  await make.press('Enter')
  await page.getByText(/#invitation=/).waitFor()
  await isFocused(make)

  await page.getByRole('button', { name: /^Take back/ }).press('Enter')
  await page.getByText('Taken back, 0 of 1 used').waitFor()
  expect(await page.getByText(/#invitation=/).count()).toBe(0)
  await page.getByRole('main').and(page.locator(':focus-within')).waitFor()
})

test('[UI-4] [ROOM-3] who archives a room by keyboard goes on in the list', async () => {
  await using server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  for (const name of ['Choir', 'Attic'])
    await alice.api.createRoom({ room_type: 'group', name, description: '', member_ids: [] })
  await using visitor = await visit(server.url)
  const { page } = visitor
  await visitor.signIn('alice')
  await page.getByRole('link', { name: /Attic/ }).press('Shift+F10')
  await page.getByRole('menuitem', { name: /^Archive/ }).press('Enter')
  await page.getByText('Archived (1)').waitFor()
  await isFocused(page.getByRole('link', { name: /Choir/ }))
})

test('[UI-1] a link to become contacts says what it is for to who has yet to sign in', async () => {
  await using server = await startServer({ settings: { directory: 'contacts' } })
  const alice = await newAccount(server.url, 'alice')
  const { token } = await alice.api.createContactInvite({ uses: 1 })
  await using bob = await visit(`${server.url}/add-contact#${token}`)
  const { page } = bob
  const note = page.getByText('Somebody invites you to write to each other.')
  await note.waitFor()
  await page.getByRole('button', { name: 'Create an account' }).click()
  await page.getByLabel('Username').fill('bob')
  await note.waitFor()
  await page.getByLabel('E-mail').fill('bob@example.org')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByText('alice invites you.').waitFor()
})
