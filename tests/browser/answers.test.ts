import { expect, test } from 'bun:test'
import type { Locator } from 'playwright-core'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { isFocused } from '../harness/focus'
import { aliceWithBob } from '../harness/room-with-bob'

test('[UI-3] an answer waits with its words while another room is open, and while a message is edited', async () => {
  await using desk = await aliceWithBob()
  const { alice, server } = desk
  const { page, field } = alice
  await newAccount(server.url, 'carol')
  await alice.say('My own')
  await alice.isSent('My own')
  const answering = await answerBob(desk)
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

test('[UI-3] an answer waits with its words over a reload, until it is sent or given up', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  const { page, field } = alice
  await alice.say('Hungry')
  await alice.isSent('Hungry')
  const answering = await answerBob(desk)
  await field.fill('Yes')
  await page.reload()
  await answering.waitFor()
  await eventually(async () => expect(await field.inputValue()).toBe('Yes'))
  await field.press('Enter')
  await alice.log.getByRole('button', { name: 'bob Noodles?' }).waitFor()
  await answering.waitFor({ state: 'detached' })
  await alice.isSent('Yes')

  await field.press('Shift+ArrowUp')
  const answeringSelf = page.getByText('Reply to yourself', { exact: true })
  await answeringSelf.waitFor()
  await field.press('Escape')
  await answeringSelf.waitFor({ state: 'detached' })
  await page.reload()
  await alice.sees('Yes')
  await field.waitFor()
  expect(await page.getByText(/^Reply to (bob|yourself)$/).count()).toBe(0)
})

/** bob asks, and alice begins to answer. Returns what says so. */
async function answerBob({ alice, bob }: Awaited<ReturnType<typeof aliceWithBob>>): Promise<Locator> {
  const [room] = await bob.api.rooms()
  await bob.api.postMessage(room?.id ?? '', { content: 'Noodles?' })
  await alice.sees('Noodles?')
  await alice.field.press('Shift+ArrowUp')
  const answering = alice.page.getByText('Reply to bob', { exact: true })
  await answering.waitFor()
  return answering
}
