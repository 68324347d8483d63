import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { isFocused } from '../harness/focus'
import { startServer } from '../harness/server'
import { visit } from '../harness/visitor'

test('[UI-4] Ctrl+K leads to rooms, people and messages by a few letters, and back with Escape', async () => {
  await using server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  const eve = await newAccount(server.url, 'eve')
  const group = { room_type: 'group', description: '' } as const
  const lunch = await bob.api.createRoom({ ...group, name: 'Sunday lunch', member_ids: [alice.id] })
  await bob.api.createRoom({ ...group, name: 'Łódź', member_ids: [alice.id] })
  const secret = await eve.api.createRoom({ ...group, name: 'Lodz in secret', member_ids: [] })
  await eve.api.postMessage(secret.id, { content: 'Noodles in secret' })
  await bob.api.postMessage(lunch.id, { content: 'Noodles?' })
  await alice.api.createRoom({ ...group, name: 'Newest', member_ids: [] })
  await using visitor = await visit(server.url)
  const { page } = visitor
  await visitor.signIn('alice')
  await visitor.openRoom('Newest')

  const dialog = page.getByRole('dialog', { name: 'Go to' })
  const names = () => dialog.getByRole('option').allInnerTexts()
  await page.keyboard.press('Control+k')
  await isFocused(dialog.getByRole('combobox'))
  await eventually(async () =>
    expect((await names()).map((text) => text.split('\n')[0])).toEqual(['Sunday lunch', 'Łódź']),
  )

  await page.keyboard.type('lodz')
  await dialog.getByText('2 choices').waitFor()
  await eventually(async () => expect(await names()).toEqual(['Łódź', 'Search messages for “lodz”']))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Łódź' }).waitFor()

  await page.keyboard.press('Control+k')
  await isFocused(dialog.getByRole('combobox'))
  await page.keyboard.type('noodl')
  await dialog.getByRole('option', { name: /bob in Sunday lunch/ }).waitFor()
  expect((await names()).join()).not.toContain('secret')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${server.url}/room/${lunch.id}/2`)
  await visitor.sees('Noodles?')

  await page.keyboard.press('Control+k')
  await isFocused(dialog.getByRole('combobox'))
  await page.keyboard.type('bo')
  await dialog.getByRole('option', { name: 'bob', exact: true }).waitFor()
  await dialog.getByRole('option', { name: 'bob', exact: true }).click()
  await page.getByRole('heading', { name: 'bob', exact: true }).waitFor()

  await page.keyboard.press('Control+k')
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await isFocused(visitor.field)
})

test('[UI-4] who leaves Ctrl+K by Escape writes on where they were', async () => {
  await using server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  await alice.api.createRoom({ room_type: 'group', name: 'Kitchen', description: '', member_ids: [] })
  await using visitor = await visit(server.url)
  await visitor.signIn('alice')
  await visitor.openRoom('Kitchen')
  await isFocused(visitor.field)
  await visitor.page.keyboard.type('I am , almost')
  for (let step = 0; step < ', almost'.length; step++) await visitor.page.keyboard.press('ArrowLeft')
  await visitor.page.keyboard.press('Control+k')
  const dialog = visitor.page.getByRole('dialog', { name: 'Go to' })
  await isFocused(dialog.getByRole('combobox'))
  await visitor.page.keyboard.type('nobody')
  await dialog.getByText('1 choice').waitFor()
  await visitor.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await visitor.page.keyboard.type('ready')
  await eventually(async () => expect(await visitor.field.inputValue()).toBe('I am ready, almost'))
})

test('[UI-4] Ctrl+K says what can be typed while there is nothing to choose, and whose message a direct room holds', async () => {
  await using server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  await using visitor = await visit(server.url)
  await visitor.signIn('alice')
  const { page } = visitor
  await visitor.isTold('Everything sent. Up to date.')
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog', { name: 'Go to' })
  await dialog.getByText('Type the name of a room or a person, or a word from a message.').waitFor()
  await page.keyboard.press('Escape')

  const { id } = await bob.api.createRoom({ room_type: 'direct', member_ids: [alice.id] })
  await bob.api.postMessage(id, { content: 'Noodles?' })
  await alice.api.postMessage(id, { content: 'Noodles!' })
  await page.keyboard.press('Control+k')
  await isFocused(dialog.getByRole('combobox'))
  await page.keyboard.type('noodles')
  await dialog.getByRole('option', { name: 'bob Noodles?', exact: true }).waitFor()
  await dialog.getByRole('option', { name: 'You to bob Noodles!', exact: true }).waitFor()
})
