import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { exported } from '#protocol/exports'
import { freePort } from '#scripts/free-port'
import { newAccount } from '../harness/account'
import { codeIn, openMailbox } from '../harness/mailbox'
import { startOidcProvider } from '../harness/oidc-provider'
import { password } from '../harness/people'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { signUp } from '../harness/sign-up'
import { attachDevice } from '../harness/virtual-device'
import { type Visitor, visit } from '../harness/visitor'

async function beginDeletion({ page }: Visitor, name: string) {
  await openSettings(page)
  await page.getByRole('button', { name: 'Delete account' }).click()
  await page.getByLabel(/^Type/).fill(name)
}

function isOut({ page }: Visitor) {
  return page.getByRole('button', { name: 'Settings' }).waitFor({ state: 'detached' })
}

test('[OPS-6] [ACC-10] who came by another service takes their data along and deletes their account through it', async () => {
  const port = await freePort()
  await using provider = await startOidcProvider(`http://localhost:${port}`)
  await using server = await startServer({ port, settings: provider.settings })
  await newAccount(server.url, 'bob')
  await provider.setPerson({ sub: 'a-1', preferred_username: 'alice' })
  await using alice = await visit(server.url)
  const { page } = alice
  await page.getByRole('button', { name: 'Continue with Example Login' }).click()
  await alice.talkTo('bob')
  await alice.say('Good morning')
  await alice.sees('Good morning')

  await openSettings(page)
  await page.getByRole('button', { name: 'Download your data' }).click()
  await page.getByRole('button', { name: 'Confirm with Example Login' }).waitFor()
  expect(await page.getByRole('dialog').getByLabel('Password', { exact: true }).count()).toBe(0)
  await page.getByRole('button', { name: 'Confirm with Example Login' }).click()
  await page.getByText('It is confirmed that it is you.').waitFor()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download your data' }).click(),
  ])
  const data = exported.parse(JSON.parse(readFileSync(await file.path(), 'utf8')))
  expect(data.texts.map(({ content }) => content)).toEqual(['Good morning'])
  await page.getByText('Your file is in your downloads.').waitFor()

  await page.getByRole('button', { name: 'Delete account' }).click()
  await page.getByLabel(/^Type/).fill('alice')
  await page.getByRole('button', { name: 'Confirm with Example Login' }).click()
  const last = page.getByRole('button', { name: 'Delete for ever' })
  await last.waitFor()
  expect(await last.isDisabled()).toBe(true)
  await page.getByLabel(/^Type/).fill('alice')
  await last.click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await isOut(alice)
})

test('[ACC-10] somebody deletes their account by a passkey', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  const { page } = alice
  await attachDevice(page)
  await alice.register('alice')
  await openSettings(page)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByLabel('What to call it').fill('Laptop')
  await page.getByRole('button', { name: 'Make the passkey' }).click()
  await page.getByRole('list', { name: 'Passkeys' }).getByText('Laptop', { exact: true }).waitFor()

  await page.getByRole('button', { name: 'Delete account' }).click()
  const use = page
    .getByRole('group', { name: 'Prove that it is you' })
    .getByRole('button', { name: 'Use a passkey' })
  await use.waitFor()
  expect(await use.isDisabled()).toBe(true)
  await page.getByLabel(/^Type/).fill('alice')
  await use.click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
})

test('[ACC-10] who signs in with codes deletes their account by a code, on a phone', async () => {
  await using mailbox = await openMailbox()
  const settings = { profile: 'otp', directory: 'everyone', smtp_url: mailbox.url }
  await using server = await startServer({ settings })
  await using alice = await visit(server.url, 'phone')
  await signUp(alice, mailbox, 'alice', '+49 151 12345678')
  await beginDeletion(alice, 'alice')
  await alice.page.getByRole('button', { name: 'Mail me a code' }).click()
  await alice.page.getByLabel('Code').fill(codeIn(await mailbox.next('alice@example.org')))
  await alice.page.getByRole('button', { name: 'Delete for ever' }).click()
  await alice.page.getByLabel('Phone number').waitFor()
})

test('[OPS-6] a wrong password downloads nothing, the right one everything', async () => {
  await using server = await startServer()
  await newAccount(server.url, 'alice')
  await using alice = await visit(server.url)
  const { page } = alice
  await alice.signIn('alice')
  await openSettings(page)
  await page.getByRole('button', { name: 'Download your data' }).click()
  const field = page.getByLabel('Password', { exact: true })
  await field.fill('Wrong7horse')
  await page.getByRole('button', { name: 'Download your data' }).click()
  await page.getByRole('alert').filter({ hasText: 'not right' }).waitFor()
  await field.fill(password)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download your data' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^natter-\d{4}-\d\d-\d\d\.json$/)
})
