import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { startServer } from '../harness/server'
import { visit } from '../harness/visitor'

const dayMs = 24 * 60 * 60 * 1000

test('[MSG-12] [D38] an owner chooses how long a group keeps its messages, and older ones leave open pages at once', async () => {
  await using server = await startServer({ settings: { 'retention.days': 30 } })
  for (const name of ['alice', 'bob']) await newAccount(server.url, name)
  await using alice = await visit(server.url)
  await alice.signIn('alice')
  await alice.page.getByRole('button', { name: 'New group' }).click()
  await alice.page.getByLabel('Name', { exact: true }).fill('Choir')
  await alice.page.getByRole('combobox', { name: 'People', exact: true }).fill('bob')
  await alice.page.getByRole('option', { name: 'bob' }).click()
  await alice.page.getByRole('button', { name: 'Start group' }).click()
  await alice.page.getByRole('heading', { name: 'Choir' }).waitFor()
  await alice.say('Two days ago')
  await alice.say('Just now')
  await alice.isSent('Just now')
  await server.app.store.transaction((tx) =>
    tx.db
      .updateTable('messages')
      .set({ created_at: Date.now() - 2 * dayMs })
      .where('content', '=', 'Two days ago')
      .execute(),
  )
  await using bob = await visit(server.url)
  await bob.signIn('bob')
  await bob.openRoom('Choir')
  await bob.sees('Two days ago')
  await bob.page.getByRole('button', { name: 'Details' }).click()
  await bob.page.getByText('Messages here go after 30 days, for everyone.').waitFor()
  expect(await bob.page.getByRole('combobox', { name: 'How long messages are kept' }).count()).toBe(0)

  await alice.page.getByRole('button', { name: 'Details' }).click()
  const choice = alice.page.getByRole('combobox', { name: 'How long messages are kept' })
  await eventually(async () =>
    expect(await choice.locator('option').allTextContents()).toEqual([
      'As long as the server: 30 days',
      ...['1 day', '7 days', '30 days'],
    ]),
  )
  await choice.selectOption('1 day')
  await alice.page.getByText('Keep messages for 1 day only?').waitFor()
  await alice.page.getByRole('button', { name: 'Cancel' }).click()
  await eventually(async () => expect(await choice.inputValue()).toBe(''))
  await choice.selectOption('1 day')
  await alice.page.getByRole('button', { name: 'Remove what is older' }).click()

  await alice.page.getByText('Messages here go after 1 day, for everyone.').waitFor()
  await bob.page.getByText('Messages here go after 1 day, for everyone.').waitFor()
  await bob.log.getByText('alice set messages here to go after 1 day').waitFor({ state: 'attached' })
  await bob.log.getByText('Two days ago').waitFor({ state: 'detached' })
  await bob.log.getByText('Just now').waitFor({ state: 'attached' })

  await choice.selectOption('As long as the server: 30 days')
  await alice.page.getByRole('button', { name: 'Keep them longer' }).click()
  await bob.page.getByText('Messages here go after 30 days, for everyone.').waitFor()
  expect(await bob.log.getByText('Two days ago').count()).toBe(0)
})
