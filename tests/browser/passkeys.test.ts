import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { password } from '../harness/people'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { attachDevice } from '../harness/virtual-device'
import { type Visitor, visit } from '../harness/visitor'

async function addPasskey({ page }: Visitor, name: string) {
  await openSettings(page)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByLabel('What to call it').fill(name)
  await page.getByRole('button', { name: 'Make the passkey' }).click()
  await page.getByRole('list', { name: 'Passkeys' }).getByText(name, { exact: true }).waitFor()
}

/** Resolves once the server has it. */
async function switchSecondStep({ page }: Visitor, isWanted: boolean) {
  const choice = page.getByRole('checkbox', { name: 'Also ask for a passkey when I sign in another way' })
  await choice.click()
  await choice.and(page.locator(isWanted ? ':checked' : ':not(:checked)')).waitFor()
}

async function signOut({ page }: Visitor) {
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
}

test('[ACC-9] a passkey signs somebody in alone, up to their first message', async () => {
  await using server = await startServer()
  await newAccount(server.url, 'bob')
  await using alice = await visit(server.url)
  const device = await attachDevice(alice.page)
  await alice.register('alice')
  await addPasskey(alice, 'Kitchen laptop')
  expect(await device.passkeyCount()).toBe(1)
  await signOut(alice)

  const name = alice.page.getByLabel('Username or e-mail')
  expect(await name.getAttribute('autocomplete')).toBe('username webauthn')
  await alice.page.getByRole('button', { name: 'Use a passkey' }).click()
  await alice.talkTo('bob')
  await alice.say('Good morning')
  await alice.sees('Good morning')
})

test('a passkey is asked for after the password where its owner wants that', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  const device = await attachDevice(alice.page)
  await alice.register('alice')
  await addPasskey(alice, 'Phone')
  await switchSecondStep(alice, true)
  await signOut(alice)

  await using eve = await visit(server.url)
  await eve.page.getByLabel('Username or e-mail').fill('alice')
  await eve.page.getByLabel('Password', { exact: true }).fill(password)
  await eve.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await eve.page.getByRole('heading', { name: 'One more step' }).waitFor()
  await eve.page.reload()
  await eve.page.getByRole('heading', { name: 'Sign in' }).waitFor()

  await alice.page.getByLabel('Username or e-mail').fill('alice')
  await alice.page.getByLabel('Password', { exact: true }).fill(password)
  await device.setConfirms(false)
  await alice.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await alice.page.getByRole('heading', { name: 'One more step' }).waitFor()
  await alice.page.getByRole('button', { name: 'Use a passkey' }).click()
  await alice.page.getByText('No passkey was used.').waitFor()
  await device.setConfirms(true)
  await alice.page.getByRole('button', { name: 'Use a passkey' }).click()
  await alice.find.waitFor()
})

test('a passkey is renamed and removed, but not while it is asked for, and then signs nobody in', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await attachDevice(alice.page)
  await alice.register('alice')
  await addPasskey(alice, 'Old phone')
  const { page } = alice
  await page.getByRole('button', { name: 'Change Old phone' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Older phone')
  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByText('Older phone', { exact: true }).waitFor()

  await switchSecondStep(alice, true)
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByRole('button', { name: 'Remove the passkey' }).click()
  await page.getByText('Switch that off first.').waitFor()
  await switchSecondStep(alice, false)
  await page.getByRole('button', { name: 'Remove the passkey' }).click()
  await page.getByRole('list', { name: 'Passkeys' }).waitFor({ state: 'detached' })

  await signOut(alice)
  await alice.page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByText('This passkey is not known here.').waitFor()
})

test('a browser offers passkeys where the username is asked for', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await attachDevice(alice.page, { isOffering: true })
  await alice.register('alice')
  await addPasskey(alice, 'Phone')
  await alice.page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await alice.page.getByRole('button', { name: 'Sign out', exact: true }).waitFor({ state: 'detached' })
  await alice.find.waitFor()
})
