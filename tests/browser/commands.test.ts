import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import { aliceWithBob } from '../harness/room-with-bob'
import type { Visitor } from '../harness/visitor'

const refusal = ({ page }: Visitor) => page.getByRole('form', { name: 'Write a message' }).getByRole('alert')

const written = async ({ log }: Visitor) =>
  (await log.getByRole('article').allInnerTexts()).map((text) => text.split('\n')[0])

test('[UI-3] a command that does not exist is not sent, stays in the field, and goes as text when it is sent again', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  await alice.say('/leaev bob')
  await refusal(alice)
    .filter({ hasText: /There is no command .*\/leaev/ })
    .waitFor()
  expect(await alice.field.inputValue()).toBe('/leaev bob')
  await alice.field.press('End')
  await alice.field.pressSequentially('!')
  await refusal(alice).waitFor({ state: 'hidden' })
  await alice.field.press('Enter')
  await refusal(alice)
    .filter({ hasText: /There is no command .*\/leaev/ })
    .waitFor()
  expect(await written(alice)).toEqual([])

  await alice.field.press('Enter')
  await alice.isSent('/leaev bob!')
  expect(await written(alice)).toEqual(['/leaev bob!'])
  await refusal(alice).waitFor({ state: 'hidden' })
})

test('[UI-3] a key that is held down sends nothing that was just refused', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  await alice.field.fill('/leaev')
  await alice.field.focus()
  await alice.page.keyboard.down('Enter')
  await refusal(alice).filter({ hasText: 'There is no command' }).waitFor()
  await alice.page.keyboard.down('Enter')
  await alice.page.keyboard.up('Enter')
  await alice.field.press('End')
  expect(await alice.field.inputValue()).toBe('/leaev')
  expect(await written(alice)).toEqual([])
})

test('[UI-3] what only begins like a command is sent at once', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  for (const text of ['/etc/hosts', '/ or so', '//note', '/2 of it', ' /details']) {
    await alice.say(text)
    await alice.log.getByText(text.trim(), { exact: true }).waitFor()
  }
})

test('[UI-3] on touch the button that sends does what a command says and sends nothing', async () => {
  await using desk = await aliceWithBob('phone')
  const { alice } = desk
  const send = alice.page.getByRole('button', { name: 'Send' })
  await alice.field.fill('/details\n')
  await send.tap()
  await alice.page.getByRole('dialog').getByText('bob').first().waitFor()
  await alice.page.keyboard.press('Escape')
  await alice.page.getByRole('dialog').waitFor({ state: 'detached' })
  await eventually(async () => expect(await alice.field.inputValue()).toBe(''))

  await alice.field.fill('/details please')
  await send.tap()
  await refusal(alice).filter({ hasText: 'takes no words after it' }).waitFor()
  await send.tap()
  await alice.isSent('/details please')
  expect(await written(alice)).toEqual(['/details please'])
})
