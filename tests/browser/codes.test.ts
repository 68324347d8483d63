import { expect, test } from 'bun:test'
import { isFocused } from '../harness/focus'
import { codeIn, openMailbox } from '../harness/mailbox'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { signUp } from '../harness/sign-up'
import { visit } from '../harness/visitor'

const settings = { profile: 'otp', directory: 'everyone' }

test('[ACC-8] somebody signs up with a phone number, writes a first message, and comes back by a code', async () => {
  await using mailbox = await openMailbox()
  await using server = await startServer({ settings: { ...settings, smtp_url: mailbox.url } })
  await using alice = await visit(server.url)
  await using bob = await visit(server.url, 'phone')
  expect(await alice.page.getByLabel('Phone number').getAttribute('autocomplete')).toBe('tel')
  await signUp(alice, mailbox, 'alice', '0049 151/123 456-78')
  await signUp(bob, mailbox, 'bob', '+49 (151) 12345679')
  await alice.talkTo('bob')
  await alice.say('Found you')
  await bob.openRoom('alice')
  await bob.sees('Found you')
  expect(await bob.page.content()).not.toContain('•••• 78')

  const { page } = alice
  await openSettings(page)
  await page.getByText('•••• 78').waitFor()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()

  await page.getByLabel('Phone number').fill('12')
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByText('Must be a phone number').waitFor()
  await page.getByLabel('Phone number').fill('+49 151 12345678')
  await page.getByRole('button', { name: 'Send me a code' }).click()
  const code = codeIn(await mailbox.next('alice@example.org'))
  const field = page.getByLabel('Code')
  expect(await field.getAttribute('autocomplete')).toBe('one-time-code')
  await isFocused(field)
  expect(await page.getByRole('button', { name: /^Send another code in/ }).isDisabled()).toBe(true)
  await field.fill(code === '000000' ? '000001' : '000000')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('This code is not right').waitFor()
  await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await alice.find.waitFor()
  await alice.openRoom('bob')
  await alice.sees('Found you')
})

test('[ACC-8] a number nobody has looks the same on the screen', async () => {
  await using mailbox = await openMailbox()
  await using server = await startServer({ settings: { ...settings, smtp_url: mailbox.url } })
  await using eve = await visit(server.url)
  await eve.page.getByLabel('Phone number').fill('+4915199999999')
  await eve.page.getByRole('button', { name: 'Send me a code' }).click()
  await eve.page.getByText('If there is an account with +4915199999999').waitFor()
  await eve.page.getByRole('button', { name: 'Back' }).click()
  await eve.page.getByLabel('Phone number').waitFor()
  expect(mailbox.untaken()).toEqual([])
})
