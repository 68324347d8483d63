import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { isFocused } from '../harness/focus'
import { startServer } from '../harness/server'
import { type Visitor, visit } from '../harness/visitor'

test('[MSG-10] a search finds while one types, marks, is shared by its address, and leads to the message', async () => {
  await using server = await startServer()
  const { lunchId } = await talk(server.url)
  await using visitor = await visit(server.url)
  const { page } = visitor
  await visitor.signIn('alice')
  await page.getByRole('link', { name: /Sunday lunch/ }).waitFor()

  await page.keyboard.press('Control+Shift+F')
  const box = page.getByRole('combobox', { name: 'Search messages' })
  await box.waitFor()
  await isFocused(box)
  await page.keyboard.type('creme noodl')
  await page.getByText('1 result', { exact: true }).waitFor()
  await eventually(async () => expect(await marks(visitor)).toEqual(['Crème', 'noodles']))
  const row = page.getByRole('list', { name: 'Found messages' }).getByRole('link')
  expect(await row.innerText()).toContain('bob · Sunday lunch')

  await page.waitForURL((url) => url.searchParams.get('q') === 'creme noodl')
  await page.reload()
  await row.waitFor()
  await box.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${server.url}/room/${lunchId}/2`)
  await visitor.sees('Crème with noodles?')

  await page.goBack()
  await row.waitFor()
  await eventually(async () => expect(await box.inputValue()).toBe('creme noodl'))
  await page.keyboard.press('Escape')
  await row.waitFor({ state: 'detached' })
})

test('[MSG-10] filters are completed by the keyboard, in this room from its header too', async () => {
  await using server = await startServer()
  await talk(server.url)
  await using visitor = await visit(server.url)
  const { page } = visitor
  await visitor.signIn('alice')
  await visitor.openRoom('Choir')
  await page.getByRole('button', { name: 'Search in this room' }).click()
  const box = page.getByRole('combobox', { name: 'Search messages' })
  await eventually(async () => expect(await box.inputValue()).toBe('in:Choir '))
  await page.getByText('2 results', { exact: true }).waitFor()

  await box.pressSequentially('from:b')
  await page.getByRole('option', { name: 'bob', exact: true }).waitFor()
  await box.press('Enter')
  await eventually(async () => expect(await box.inputValue()).toBe('in:Choir from:bob '))
  await page.getByText('1 result', { exact: true }).waitFor()
  await page.getByRole('list', { name: 'Found messages' }).filter({ hasText: 'Which key?' }).waitFor()

  await box.fill('in:sun')
  await page.getByRole('option', { name: /Sunday lunch/ }).waitFor()
  await box.press('Enter')
  await eventually(async () => expect(await box.inputValue()).toBe('in:"Sunday lunch" '))
  await box.pressSequentially('has:l')
  await page.getByRole('option', { name: 'Links' }).waitFor()
  await box.press('Enter')
  await eventually(async () => expect(await box.inputValue()).toBe('in:"Sunday lunch" has:link '))
  await page.getByText('1 result', { exact: true }).waitFor()
})

test('[MSG-10] where nothing is found each thing to leave out says how much it would find, and nonsense is named', async () => {
  await using server = await startServer()
  await talk(server.url)
  await using visitor = await visit(server.url)
  const { page } = visitor
  await visitor.signIn('alice')
  await page.goto(`${server.url}/search?q=noodles+from%3Aalice+-soup`)
  await page.getByText('No results').waitFor()
  await page.getByRole('button', { name: /^Without .*from:alice.*: 2 results$/ }).click()
  await page.getByText('2 results', { exact: true }).waitFor()
  const box = page.getByRole('combobox', { name: 'Search messages' })
  await eventually(async () => expect(await box.inputValue()).toBe('noodles -soup'))
  await isFocused(box)

  await box.fill('noodles from:alice before:2020')
  await page.getByRole('button', { name: /^Without .*from:alice before:2020.*: 2 results$/ }).waitFor()
  await box.fill('nonesuch')
  await page.getByText('Try fewer letters, or another word.').waitFor()
  await box.fill('has:video')
  await page.getByText('Nothing in your rooms is like that.').waitFor()

  const nonsense = {
    'before:2026-02-30': '“2026-02-30” is no day. Write it like 2026-11-21.',
    'is:unread': 'There is no filter is:. There are from:, in:, has:, before: and after:.',
    'in:nowhere x': 'You are in no room called “nowhere”.',
    'has:soul ':
      'Messages cannot be searched for “soul”. There are has:link, has:code, has:mention, has:image, has:video and has:file.',
    'from:bob from:alice x': 'from: can stand there only once.',
    '?!': 'Only letters and digits can be searched for.',
  }
  for (const [text, problem] of Object.entries(nonsense)) {
    await box.fill(text)
    await page.getByRole('alert').getByText(problem).waitFor()
  }
})

test('[MSG-10] more is shown when asked for, with the focus on the first that came', async () => {
  await using server = await startServer()
  const { bob, lunchId } = await talk(server.url)
  for (let n = 1; n <= 22; n++) await bob.api.postMessage(lunchId, { content: `sheep ${n}` })
  await using visitor = await visit(server.url)
  const { page } = visitor
  await visitor.signIn('alice')
  await page.goto(`${server.url}/search?q=sheep`)
  await page.getByText('More than 20 results').waitFor()
  await page.getByRole('button', { name: 'Show more' }).press('Enter')
  await page.getByText('22 results').waitFor()
  const focused = page.locator('a:focus')
  await focused.filter({ hasText: 'sheep 2' }).waitFor()
})

test('[MSG-10] [H09] who is not in the rooms, or has left, finds nothing there', async () => {
  await using server = await startServer()
  const { bob, lunchId, eve } = await talk(server.url)
  await bob.api.addMember(lunchId, eve.id)
  await using visitor = await visit(server.url)
  const { page } = visitor
  await visitor.signIn('eve')
  await page.goto(`${server.url}/search?q=noodles`)
  await page.getByText('2 results', { exact: true }).waitFor()

  await bob.api.removeMember(lunchId, eve.id)
  await page
    .getByRole('link', { name: /Sunday lunch/ })
    .first()
    .waitFor({ state: 'detached' })
  await page.reload()
  await page.getByText('No results').waitFor()
  await page.getByRole('combobox', { name: 'Search messages' }).fill('key')
  await page.getByText('No results').waitFor()
  expect(await marks(visitor)).toEqual([])
})

test('[MSG-10] [UI-2] a search that finds no server says so, waits for nothing, and is done once the server is back', async () => {
  await using server = await startServer()
  await talk(server.url)
  await using visitor = await visit(server.url)
  const { page } = visitor
  await visitor.signIn('alice')
  await visitor.isTold('Everything sent. Up to date.')
  await page.keyboard.press('Control+Shift+F')
  const box = page.getByRole('combobox', { name: 'Search messages' })
  await isFocused(box)
  await server.stop()
  await visitor.isTold('Offline. Trying to reach the server.')
  await box.fill('key')
  const problem = page.getByRole('main').getByText('The server cannot be reached. Check the connection.')
  await problem.waitFor()
  await page.getByText('Searching…').waitFor({ state: 'detached' })

  await server.start()
  await visitor.wake()
  await page.getByText('1 result', { exact: true }).waitFor()
  await problem.waitFor({ state: 'detached' })
})

function marks({ page }: Visitor): Promise<string[]> {
  return page.locator('mark').allInnerTexts()
}

/** Sunday lunch and Choir of alice and bob; eve is in neither. */
async function talk(url: string) {
  const alice = await newAccount(url, 'alice')
  const bob = await newAccount(url, 'bob')
  const eve = await newAccount(url, 'eve')
  const create = (name: string) =>
    bob.api.createRoom({ room_type: 'group', description: '', name, member_ids: [alice.id] })
  const lunch = await create('Sunday lunch')
  await bob.api.postMessage(lunch.id, { content: 'Crème with noodles?' })
  await bob.api.postMessage(lunch.id, { content: 'Noodles as in https://noodles.example.org' })
  const choir = await create('Choir')
  await bob.api.postMessage(choir.id, { content: 'Which key?' })
  await alice.api.postMessage(choir.id, { content: 'C' })
  return { bob, eve, lunchId: lunch.id }
}
