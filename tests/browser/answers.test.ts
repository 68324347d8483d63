import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { isFocused } from '../harness/focus'
import { aliceWithBob } from '../harness/room-with-bob'

test('[UI-3] an answer waits with its words while another room is open, and while a message is edited', async () => {
  await using desk = await aliceWithBob()
  const { alice, bob, server } = desk
  const { page, field } = alice
  await newAccount(server.url, 'carol')
  await alice.say('My own')
  await alice.isSent('My own')
  const [room] = await bob.api.rooms()
  await bob.api.postMessage(room?.id ?? '', { content: 'Noodles?' })
  await alice.sees('Noodles?')
  await field.press('Shift+ArrowUp')
  const answering = page.getByText('Reply to bob', { exact: true })
  await answering.waitFor()
  await field.fill('Yes, with chilli')

  await alice.talkTo('carol')
  await answering.waitFor({ state: 'detached' })
  await alice.openRoom('bob')
  await answering.waitFor()
  await isFocused(field)
  expect(await field.inputValue()).toBe('Yes, with chilli')

  await alice.log.getByRole('article').filter({ hasText: 'My own' }).focus()
  await page.keyboard.press('e')
  const edited = page.getByRole('textbox', { name: 'Edit your message' })
  await isFocused(edited)
  await edited.press('Escape')
  await answering.waitFor()
  await eventually(async () => expect(await field.inputValue()).toBe('Yes, with chilli'))
  await field.press('Enter')
  await alice.log.getByRole('button', { name: 'bob Noodles?' }).waitFor()
  await answering.waitFor({ state: 'detached' })
})
