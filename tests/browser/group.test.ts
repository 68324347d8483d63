import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { startServer } from '../harness/server'
import { type Visitor, visit } from '../harness/visitor'

test('[ROOM-2] a group is started with people, changed by its owner, and left and deleted', async () => {
  await using server = await startServer()
  for (const name of ['alice', 'bob', 'carol', 'eve']) await newAccount(server.url, name)
  await using alice = await visit(server.url)
  await using bob = await visit(server.url)
  await using carol = await visit(server.url)
  await using eve = await visit(server.url)
  await alice.signIn('alice')
  await bob.signIn('bob')
  await carol.signIn('carol')
  await eve.signIn('eve')

  await alice.page.getByRole('button', { name: 'New group' }).click()
  await alice.page.getByLabel('Name', { exact: true }).fill('Choir')
  await alice.page.getByLabel('Description').fill('Thursdays')
  await pick(alice, 'People', 'bob')
  await alice.page.getByRole('button', { name: 'Start group' }).click()
  await alice.page.getByRole('heading', { name: 'Choir' }).waitFor()
  await alice.sees('You started this room')
  await bob.openRoom('Choir')
  await bob.sees('alice started this room')
  await bob.say('Which key?')
  await alice.sees('Which key?')

  await alice.page.getByRole('button', { name: 'Details' }).click()
  await pick(alice, 'Add people', 'carol')
  await alice.page.getByRole('button', { name: 'Add 1 person' }).click()
  await carol.openRoom('Choir')
  await carol.sees('Which key?')
  await bob.sees('alice added carol')

  await alice.page.getByRole('button', { name: 'Change name or description' }).click()
  await alice.page.getByLabel('Name', { exact: true }).fill('Small choir')
  await alice.page.getByRole('button', { name: 'Save' }).click()
  await bob.page.getByRole('heading', { name: 'Small choir' }).waitFor()
  await bob.sees('alice named the room “Small choir”')

  await alice.page.getByRole('button', { name: 'More about bob' }).click()
  await alice.page.getByRole('button', { name: 'Make an admin' }).click()
  await bob.sees('alice made you an admin')

  await bob.page.getByRole('button', { name: 'Details' }).click()
  await bob.page.getByRole('button', { name: 'More about carol' }).waitFor()
  expect(await bob.page.getByRole('button', { name: 'More about alice' }).count()).toBe(0)
  await bob.page.getByRole('button', { name: 'More about carol' }).click()
  await bob.page.getByRole('button', { name: 'Remove from the room' }).click()
  await bob.page.getByRole('button', { name: 'Remove', exact: true }).click()
  await carol.page.getByRole('heading', { name: "This room isn't open to you" }).waitFor()

  await bob.page.getByRole('button', { name: 'Leave the room' }).click()
  await bob.page.getByRole('button', { name: 'Leave', exact: true }).click()
  await bob.page.getByRole('link', { name: /choir/ }).waitFor({ state: 'detached' })
  await alice.log.getByText('bob left').waitFor({ state: 'attached' })

  await alice.page.getByRole('button', { name: 'Delete the room' }).click()
  await alice.page.getByRole('button', { name: 'Delete for everyone' }).click()
  await alice.page.getByRole('link', { name: /choir/ }).waitFor({ state: 'detached' })
  expect(await eve.page.getByRole('link', { name: /choir/i }).count()).toBe(0)
})

async function pick({ page }: Visitor, label: string, name: string) {
  await page.getByRole('combobox', { name: label, exact: true }).fill(name)
  await page.getByRole('option', { name }).click()
}
