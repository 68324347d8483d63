import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { linkIn, openMailbox } from '../harness/mailbox'
import { password } from '../harness/people'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { visit } from '../harness/visitor'

const better = 'Quite7different'

test('[ACC-7] who forgot their password gets a link, chooses another, and signs in with it', async () => {
  await using mailbox = await openMailbox()
  await using server = await startServer({ settings: { smtp_url: mailbox.url, 'mail.new_devices': false } })
  await newAccount(server.url, 'alice')
  const confirmation = linkIn(await mailbox.next('alice@example.org'))
  await using desk = await visit(server.url)
  await desk.signIn('alice')
  await using phone = await visit(server.url, 'phone')
  const { page } = phone

  await page.goto(`${server.url}${confirmation.pathname}${confirmation.hash}`)
  await page.getByRole('button', { name: 'Confirm the address' }).click()
  await page.getByText('You can sign in by it').waitFor()
  await page.getByRole('button', { name: 'Go to Natter' }).click()

  await page.getByRole('button', { name: 'Forgot your password?' }).click()
  expect(await page.getByLabel('E-mail').getAttribute('autocomplete')).toBe('email')
  await page.getByLabel('E-mail').fill('alice@example.org')
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.getByText('a mail is on its way').waitFor()
  const link = linkIn(await mailbox.next('alice@example.org'))

  await page.goto(`${server.url}${link.pathname}${link.hash}`)
  const field = page.getByLabel('New password', { exact: true })
  expect(await field.getAttribute('autocomplete')).toBe('new-password')
  await field.fill('reeds')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByText('Use at least 8 characters.').waitFor()
  await field.fill(better)
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByRole('heading', { name: 'Your password is changed' }).waitFor()
  await desk.page.getByRole('heading', { name: 'Sign in' }).waitFor()

  await page.goto(`${server.url}${link.pathname}${link.hash}`)
  await page.reload()
  await field.fill(`${better}2`)
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByText('no longer valid').waitFor()

  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByLabel('Username or e-mail').fill('alice@example.org')
  await page.getByLabel('Password', { exact: true }).fill(better)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Settings' }).waitFor({ state: 'attached' })
})

test('[B10] changing the password asks for the current one and signs other devices out', async () => {
  await using server = await startServer()
  await newAccount(server.url, 'alice')
  await using other = await visit(server.url)
  await other.signIn('alice')
  await using alice = await visit(server.url)
  await alice.signIn('alice')
  const { page } = alice
  await openSettings(page)
  await page.getByRole('button', { name: 'Change password' }).click()
  const form = page.getByRole('form', { name: 'Change password' })
  const current = form.getByLabel('Current password', { exact: true })
  expect(await current.getAttribute('autocomplete')).toBe('current-password')

  await current.fill('Wrong7horse')
  await form.getByLabel('New password', { exact: true }).fill(better)
  await form.getByRole('button', { name: 'Change password' }).click()
  await page.getByText('The current password is not right.').waitFor()
  await current.fill(password)
  await form.getByRole('button', { name: 'Change password' }).click()
  await page.getByText('Your password is changed.').waitFor()
  await other.page.getByRole('heading', { name: 'Sign in' }).waitFor()
})

test('a server without mail offers no link to choose a new password', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await alice.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await alice.page.getByRole('button', { name: 'Forgot your password?' }).count()).toBe(0)
})
