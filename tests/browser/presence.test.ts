import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import { startServer } from '../harness/server'
import { visit } from '../harness/visitor'

test('[PRE-1] [PRE-2] who shares a room sees who is online and who types; others see nothing of it', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await using eve = await visit(server.url)
  await eve.register('eve')
  await alice.register('alice')
  const bob = await visit(server.url)
  await bob.register('bob')
  await alice.talkTo('bob')
  await alice.say('Noodles on Sunday?')
  await bob.openRoom('alice')

  const header = alice.page.getByRole('main')
  await header.getByText('Online', { exact: true }).waitFor()
  await alice.page.getByRole('link', { name: /^bob ?, online/ }).waitFor()

  await Promise.all([
    alice.page.getByRole('link', { name: /bob is typing…/ }).waitFor(),
    alice.page.getByRole('status', { name: 'Typing' }).filter({ hasText: 'bob is typing…' }).waitFor(),
    bob.field.pressSequentially('With chilli'),
  ])
  expect(await bob.page.getByText('is typing…').count()).toBe(0)
  expect(await eve.page.getByText('is typing…').count()).toBe(0)
  await bob.field.press('Enter')
  await alice.sees('With chilli')
  await eventually(async () => expect(await alice.page.getByText('is typing…').count()).toBe(0))

  await bob.page.reload()
  await bob.sees('With chilli')
  await header.getByText('Online', { exact: true }).waitFor()
  await bob[Symbol.asyncDispose]()
  await header.getByText(/^Last seen \d\d:\d\d$/).waitFor()
  await eventually(async () => expect(await alice.page.getByRole('link', { name: /online/ }).count()).toBe(0))
})

test('[PRE-1] a group says how many of its people are here now', async () => {
  await using server = await startServer()
  await using bob = await visit(server.url)
  await bob.register('bob')
  await using alice = await visit(server.url)
  await alice.register('alice')

  await alice.page.getByRole('button', { name: 'New group' }).click()
  await alice.page.getByLabel('Name', { exact: true }).fill('Kitchen')
  await alice.page.getByRole('combobox', { name: 'People', exact: true }).fill('bob')
  await alice.page.getByRole('option', { name: 'bob' }).click()
  await alice.page.getByRole('button', { name: 'Start group' }).click()

  await alice.page.getByText('2 people, 2 here now').waitFor()
  await bob.openRoom('Kitchen')
  await bob.page.getByText('2 people, 2 here now').waitFor()
})
