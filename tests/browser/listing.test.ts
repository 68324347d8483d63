import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { isFocused, takesKeys } from '../harness/focus'
import { startServer } from '../harness/server'
import { type Visitor, visit } from '../harness/visitor'

test('[ROOM-3] a room is pinned by the keyboard and archived by the pointer, on all devices, for oneself alone', async () => {
  await using server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  const create = (name: string) =>
    bob.api.createRoom({ room_type: 'group', description: '', name, member_ids: [alice.id] })
  const attic = await create('Attic')
  await create('Choir')
  await using laptop = await visit(server.url)
  await using phone = await visit(server.url, 'phone')
  await using other = await visit(server.url)
  await laptop.signIn('alice')
  await phone.signIn('alice')
  await other.signIn('bob')
  await eventually(async () => expect(await order(laptop)).toEqual(['Choir', 'Attic']))

  await laptop.page.getByRole('link', { name: /Attic/ }).focus()
  await laptop.page.keyboard.press('Shift+F10')
  await takesKeys(laptop.page.getByRole('menu', { name: 'Options of Attic' }))
  await laptop.page.keyboard.press('p')
  await laptop.page.keyboard.press('Enter')
  await laptop.page.getByRole('link', { name: /Attic.*pinned/ }).waitFor()
  await phone.page.getByRole('link', { name: /Attic.*pinned/ }).waitFor()
  await eventually(async () => expect(await order(laptop)).toEqual(['Attic', 'Choir']))
  await isFocused(laptop.page.getByRole('link', { name: /Attic/ }))

  await laptop.page.getByRole('link', { name: /Attic/ }).click({ button: 'right' })
  await laptop.page.getByRole('menuitem', { name: /^Archive/ }).click()
  await laptop.page.getByText('Archived (1)').waitFor()
  await phone.page.getByText('Archived (1)').waitFor()
  await eventually(async () => expect(await order(phone)).toEqual(['Choir']))
  await eventually(async () => expect(await order(other)).toEqual(['Choir', 'Attic']))

  await bob.api.postMessage(attic.id, { content: 'Found the piano' })
  await laptop.page.getByRole('link', { name: /Attic.*pinned.*Found the piano/ }).waitFor()
  await phone.page.getByRole('link', { name: /Attic.*pinned.*Found the piano/ }).waitFor()
  await eventually(async () => expect(await laptop.page.getByText(/^Archived/).count()).toBe(0))
})

test('[ROOM-3] [D33] by commands a room is muted and archived, and then only a mention brings it back', async () => {
  await using server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  const group = { room_type: 'group' as const, description: '', member_ids: [alice.id] }
  const attic = await bob.api.createRoom({ ...group, name: 'Attic' })
  await bob.api.createRoom({ ...group, name: 'Choir' })
  await using laptop = await visit(server.url)
  await laptop.signIn('alice')
  await laptop.openRoom('Attic')
  const command = async (name: string) => {
    await laptop.field.pressSequentially(`/${name}`)
    await laptop.page.getByRole('option', { name: new RegExp(`^/${name}`) }).waitFor()
    await laptop.field.press('Enter')
  }
  await command('pin')
  await laptop.page.getByRole('link', { name: /Attic.*pinned/ }).waitFor()
  await command('mute')
  await laptop.page.getByRole('link', { name: /Attic.*muted/ }).waitFor()
  await command('archive')
  await laptop.page.getByText('Archived (1)').waitFor()
  await command('help')
  await laptop.page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await laptop.page.keyboard.press('Escape')

  await laptop.openRoom('Choir')
  await bob.api.postMessage(attic.id, { content: 'Found the piano' })
  await laptop.page.getByText('Archived (1)').click()
  await laptop.page.getByRole('link', { name: /Attic.*Found the piano/ }).waitFor()
  expect(await laptop.page.getByText('Archived (1)').count()).toBe(1)
  await bob.api.postMessage(attic.id, { content: '@alice shall I keep it?' })
  await laptop.page.getByText('Archived (1)').waitFor({ state: 'detached' })
  await laptop.page.getByRole('link', { name: /Attic.*shall I keep it/ }).waitFor()
})

test('[ROOM-3] a finger that rests on a room opens its menu and not the room', async () => {
  await using server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  await alice.api.createRoom({ room_type: 'group', description: '', name: 'Choir', member_ids: [] })
  await using visitor = await visit(server.url, 'phone')
  await visitor.signIn('alice')
  const link = visitor.page.getByRole('link', { name: /Choir/ })
  const touch = { pointerType: 'touch', clientX: 100, clientY: 150, bubbles: true }
  await link.dispatchEvent('pointerdown', touch)
  await visitor.page.getByRole('menu', { name: 'Options of Choir' }).waitFor()
  await visitor.page.keyboard.press('Escape')
  await visitor.page.getByRole('menu').waitFor({ state: 'detached' })
  expect(new URL(visitor.page.url()).pathname).toBe('/')
})

/** The names of the rooms in sight, from above. */
async function order({ page }: Visitor): Promise<string[]> {
  await page.getByRole('link', { name: /Choir/ }).waitFor()
  const links = await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link').all()
  const names = await Promise.all(links.map((link) => link.locator('bdi').first().innerText()))
  return names.map((name) => name.split('\n')[0] ?? '')
}
