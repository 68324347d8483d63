import { expect, test } from 'bun:test'
import { closeTop } from '#scripts/screenshots/close-top'
import { eventually } from '../harness/eventually'
import { isFocused } from '../harness/focus'
import { type Mailbox, openMailbox } from '../harness/mailbox'
import { startServer } from '../harness/server'
import { openAccount, signUp } from '../harness/sign-up'
import { type Visitor, visit } from '../harness/visitor'

async function otpServer(mailbox: Mailbox) {
  return startServer({
    settings: { profile: 'otp', smtp_url: mailbox.url, 'mail.requests_per_address': 100 },
  })
}

async function openPeople({ page }: Visitor) {
  await page.getByRole('button', { name: /^People/ }).click()
  return page.getByRole('dialog', { name: 'People' })
}

test('[ACC-13] two people become contacts by phone number, talk, see each other, and part', async () => {
  await using mailbox = await openMailbox()
  await using server = await otpServer(mailbox)
  await using alice = await visit(server.url)
  await using bob = await visit(server.url, 'phone')
  await signUp(alice, mailbox, 'alice', '+4915187654321')
  await signUp(bob, mailbox, 'bob', '+4915112345679')

  await alice.find.fill('bob')
  await alice.page.getByText('Nobody and no room is called “bob”.').waitFor()
  await alice.find.fill('')
  await alice.page.getByRole('button', { name: 'Add somebody' }).click()
  const people = alice.page.getByRole('dialog', { name: 'People' })
  expect(await people.evaluate((element) => getComputedStyle(element).textAlign)).toBe('start')
  await people.getByLabel('Phone number', { exact: true }).fill('0049 151/123 456-79')
  await people.getByLabel('Phone number', { exact: true }).press('Enter')
  await people.getByText('If somebody here has +4915112345679, they have your request now.').waitFor()

  await bob.page.getByRole('button', { name: 'People, 1 person asks to be your contact' }).waitFor()
  const bobsPeople = await openPeople(bob)
  await bobsPeople.getByRole('button', { name: 'Accept alice' }).press('Enter')
  const status = bobsPeople.getByText('alice is your contact now.')
  await status.waitFor()
  await isFocused(status)
  expect(await bob.page.content()).not.toContain('87654321')

  await people.getByRole('button', { name: 'Write to bob' }).click()
  await alice.say('Found you')
  await alice.page.getByText('Online', { exact: true }).waitFor()
  await closeTop(bob.page)
  await bob.openRoom('alice')
  await bob.sees('Found you')

  await bob.page.getByRole('button', { name: /^Rooms/ }).click()
  const again = await openPeople(bob)
  await again.getByRole('button', { name: 'More about alice' }).click()
  await again.getByRole('button', { name: 'Block', exact: true }).click()
  await again.getByRole('button', { name: 'Block alice' }).click()
  await again.getByText('alice is blocked.').waitFor()

  await alice.page.getByText('You are not contacts, so nothing can be added here.').waitFor()
  await alice.sees('Found you')
  await eventually(async () => expect(await alice.page.getByText('Online', { exact: true }).count()).toBe(0))
  await eventually(async () => expect(await alice.field.count()).toBe(0))
  expect(await (await openPeople(alice)).getByRole('button', { name: 'Write to bob' }).count()).toBe(0)
  await again.getByRole('button', { name: 'Unblock alice' }).click()
  await again.getByText('alice may ask you again.').waitFor()
})

test('[ACC-13] a link leads a newcomer through signing up to its maker, and is no good when it is revoked', async () => {
  await using mailbox = await openMailbox()
  await using server = await otpServer(mailbox)
  await using alice = await visit(server.url)
  await signUp(alice, mailbox, 'alice', '+4915187654321')
  const people = await openPeople(alice)
  await people.getByRole('button', { name: 'Make a link' }).click()
  const link = await people.getByLabel('Your link').inputValue()

  await using bob = await visit(link)
  await openAccount(bob, mailbox, 'bob', '+4915112345679')
  await bob.page.getByText('alice invites you').waitFor()
  await bob.page.getByRole('button', { name: 'Accept' }).click()
  await bob.page.getByRole('heading', { name: 'alice', exact: true }).waitFor()
  await bob.say('Hello from the link')
  await people.getByRole('button', { name: 'Write to bob' }).waitFor()
  const revoke = people.getByRole('button', { name: /^Revoke the link/ })
  const usedUp = await revoke.elementHandle()
  await people.getByRole('button', { name: 'Make a link' }).click()
  const other = people.getByLabel('Your link')
  await alice.page.waitForFunction(
    (first) => document.querySelector<HTMLInputElement>('input[readonly]')?.value !== first,
    link,
  )
  const second = await other.inputValue()
  await usedUp?.waitForElementState('hidden')
  await revoke.click()
  await other.waitFor({ state: 'detached' })
  await bob.page.goto(second)
  await bob.page.getByText('This link is no longer valid.').waitFor()
  await bob.page.getByRole('link', { name: 'Go to your rooms' }).click()
  await bob.find.waitFor()
})
