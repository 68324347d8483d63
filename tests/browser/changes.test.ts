import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import { twoInARoom } from '../harness/two-in-a-room'
import { type Visitor, visit } from '../harness/visitor'
import { lossyWire } from './lossy-wire'

const editField = ({ page }: Visitor) => page.getByRole('textbox', { name: 'Edit your message' })
const button = ({ page }: Visitor, name: string) => page.getByRole('button', { name, exact: true })
const item = ({ page }: Visitor, name: string) => page.getByRole('menuitem', { name, exact: true })

test('[MSG-8] an author edits a message; others see the new words and that it was edited', async () => {
  await using chat = await twoInARoom()
  const { alice, bob } = chat
  await alice.say('Noodels?')
  await bob.sees('Noodels?')

  await alice.log.getByRole('button', { name: 'Message options' }).click()
  await item(alice, 'Edit').click()
  await eventually(async () => expect(await editField(alice).inputValue()).toBe('Noodels?'))
  await editField(alice).fill('Noodles?')
  await editField(alice).press('Enter')

  for (const person of [alice, bob]) {
    await person.sees('Noodles?')
    await person.log.getByText('edited', { exact: true }).waitFor()
    expect(await person.log.getByText('Noodels?').count()).toBe(0)
    expect(await person.log.getByRole('article').count()).toBe(1)
  }
  await eventually(async () => expect(await alice.field.inputValue()).toBe(''))
  expect(await bob.log.getByRole('button', { name: 'Message options' }).count()).toBe(0)
})

test('[MSG-8] arrow up in the empty field edits the last own message, and Escape calls it off', async () => {
  await using chat = await twoInARoom()
  const { alice, bob } = chat
  await alice.say('one')
  await alice.say('two')
  await alice.isSent('two')
  await bob.sees('two')
  await bob.say('three')
  await alice.sees('three')

  await alice.field.press('ArrowUp')
  await eventually(async () => expect(await editField(alice).inputValue()).toBe('two'))
  await editField(alice).fill('something else')
  await editField(alice).press('Escape')
  await eventually(async () => expect(await alice.field.inputValue()).toBe(''))
  await alice.sees('two')

  await alice.field.fill('begun')
  await alice.field.press('ArrowUp')
  expect(await editField(alice).count()).toBe(0)
  await alice.log.getByText('one').hover()
  await alice.log.getByRole('button', { name: 'Message options' }).click()
  await item(alice, 'Edit').click()
  await editField(alice).fill('One')
  await button(alice, 'Save').click()
  await bob.sees('One')
  await alice.page.getByRole('textbox', { name: 'Write to bob' }).waitFor()
  await eventually(async () => expect(await alice.field.inputValue()).toBe('begun'))
})

test('[MSG-8] a deleted message says so in its place, in the list and where it was quoted', async () => {
  await using chat = await twoInARoom()
  const { alice, bob } = chat
  await alice.say('a secret')
  await bob.log.getByRole('button', { name: 'Reply to alice' }).click()
  await bob.say('What?')
  await alice.sees('What?')

  await alice.log.getByRole('article').first().hover()
  await alice.log.getByRole('button', { name: 'Message options' }).click()
  await item(alice, 'Delete').click()
  await button(alice, 'Delete for everyone').click()

  for (const person of [alice, bob]) {
    await person.log.getByRole('button', { name: 'alice Message deleted' }).waitFor()
    await eventually(async () =>
      expect(await person.log.getByText('Message deleted', { exact: true }).count()).toBe(2),
    )
    await eventually(async () => expect(await person.page.getByText('a secret').count()).toBe(0))
  }
  await eventually(async () =>
    expect(await alice.log.getByRole('button', { name: 'Message options' }).count()).toBe(0),
  )

  await bob.log.getByText('What?').hover()
  await bob.log.getByRole('button', { name: 'Message options' }).click()
  await item(bob, 'Delete').click()
  await button(bob, 'Delete for everyone').click()
  await alice.page.getByRole('link', { name: /bob.*Message deleted/ }).waitFor()
})

test('[MSG-8] arrow up edits or answers no earlier message while the last one is on its way', async () => {
  await using chat = await twoInARoom()
  const { alice, bob } = chat
  const { page, field } = alice
  const wire = await lossyWire(page)
  await page.reload()
  await alice.say('one')
  await alice.isSent('one')
  wire.lose('sends')
  await alice.say('two')
  await alice.log.getByText('Waiting to be sent').waitFor({ state: 'attached' })

  await field.press('ArrowUp')
  await field.press('Shift+ArrowUp')
  await field.pressSequentially('and three')
  expect(await editField(alice).count()).toBe(0)
  expect(await page.getByText(/^Reply to/).count()).toBe(0)
  expect(await field.inputValue()).toBe('and three')

  wire.lose('nothing')
  await field.fill('')
  await page.reload()
  await alice.isSent('two')
  await field.press('ArrowUp')
  await eventually(async () => expect(await editField(alice).inputValue()).toBe('two'))
  await bob.sees('two')
})

test('[MSG-8] an edit that fails says why and keeps what was typed, also over a reload', async () => {
  await using chat = await twoInARoom()
  const { server, alice, bob } = chat
  await alice.say('Noodels?')
  await bob.sees('Noodels?')
  await alice.isSent('Noodels?')
  await alice.field.press('ArrowUp')
  await editField(alice).fill('Noodles?')
  await server.stop()

  await editField(alice).press('Enter')
  await alice.page.getByRole('form', { name: 'Write a message' }).getByRole('alert').waitFor()
  await eventually(async () => expect(await editField(alice).inputValue()).toBe('Noodles?'))

  await server.start()
  await alice.page.reload()
  await alice.sees('Noodels?')
  await alice.field.press('ArrowUp')
  await eventually(async () => expect(await editField(alice).inputValue()).toBe('Noodles?'))
  await editField(alice).press('Enter')
  await alice.sees('Noodles?')
})

test('[MSG-8] an edit that was begun without a word being typed begins with the words there are later', async () => {
  await using chat = await twoInARoom()
  const { server, alice } = chat
  await alice.say('one')
  await alice.sees('one')
  await alice.isSent('one')
  await alice.field.press('ArrowUp')
  await alice.log.getByRole('button', { name: 'Reply to yourself' }).click()
  await button(alice, 'Cancel reply').click()

  await using desk = await visit(server.url)
  await desk.signIn('alice')
  await desk.openRoom('bob')
  await desk.sees('one')
  await desk.field.press('ArrowUp')
  await editField(desk).fill('One')
  await editField(desk).press('Enter')
  await alice.sees('One')

  await alice.field.press('ArrowUp')
  await eventually(async () => expect(await editField(alice).inputValue()).toBe('One'))
})

test('[MSG-8] where a server allows neither, neither is offered', async () => {
  await using chat = await twoInARoom({ settings: { profile: 'private' } })
  const { alice } = chat
  await alice.say('as it was said')
  await alice.log.getByRole('button', { name: 'Message options' }).click()
  const menu = alice.page.getByRole('menu', { name: 'Message options' })
  await menu.getByRole('menuitem', { name: 'Who has this message' }).waitFor()
  expect(await menu.getByRole('menuitem', { name: /^(Edit|Delete)$/ }).count()).toBe(0)
  await alice.page.keyboard.press('Escape')
  await alice.field.press('ArrowUp')
  expect(await editField(alice).count()).toBe(0)
})
