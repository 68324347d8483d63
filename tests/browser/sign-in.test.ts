import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { isFocused } from '../harness/focus'
import { password } from '../harness/people'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { visit } from '../harness/visitor'

test('[ACC-1] registering says what a password lacks, which name is taken, and then lets somebody in', async () => {
  await using server = await startServer()
  await newAccount(server.url, 'alice')
  await using eve = await visit(server.url)
  const { page } = eve
  await page.getByRole('button', { name: 'Create an account' }).click()
  await page.getByRole('heading', { name: 'Create an account' }).waitFor()
  await page.getByLabel('Username').fill('Alice')
  await page.getByLabel('E-mail').fill('eve@example.org')
  const field = page.getByLabel('Password', { exact: true })
  await field.fill('reeds')
  await page.getByRole('button', { name: 'Create account' }).click()
  for (const rule of ['Use at least 8 characters.', 'Use a capital letter.', 'Use a digit.']) {
    await page.getByText(rule).waitFor()
  }
  await isFocused(field)
  expect(await field.getAttribute('autocomplete')).toBe('new-password')

  await field.fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  const name = page.getByLabel('Username')
  await page.getByText(/taken/).waitFor()
  await eventually(async () => expect(await name.getAttribute('aria-invalid')).toBe('true'))

  await name.fill('eve')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('heading', { name: 'Nobody to talk to yet' }).waitFor()
})

test('[ACC-3] a wrong password and an unknown name get the same answer', async () => {
  await using server = await startServer()
  await newAccount(server.url, 'alice')
  await using eve = await visit(server.url)
  const answers: (string | null)[] = []
  for (const name of ['alice', 'nobody']) {
    await eve.page.reload()
    await eve.page.getByLabel('Username or e-mail').fill(name)
    await eve.page.getByLabel('Password', { exact: true }).fill('Wrong 1 altogether')
    await eve.page.getByRole('button', { name: 'Sign in' }).click()
    const alert = eve.page.getByRole('alert').filter({ hasText: 'not right' })
    await alert.waitFor()
    answers.push(await alert.textContent())
  }
  expect(answers[0]).toBe(answers[1] ?? null)
})

test('what a server does not offer is not shown', async () => {
  await using server = await startServer({ settings: { profile: 'private' } })
  await using alice = await visit(server.url)
  await alice.page.getByRole('button', { name: 'Create an account' }).click()
  expect(await alice.page.getByLabel('E-mail (optional)').getAttribute('required')).toBeNull()
  await alice.page.getByLabel('Username').fill('alice')
  await alice.page.getByLabel('Password', { exact: true }).fill(password)
  await alice.page.getByRole('button', { name: 'Create account' }).click()
  await alice.page.getByRole('button', { name: 'Find somebody' }).waitFor()
  expect(await alice.page.getByRole('button', { name: /group/i }).count()).toBe(0)

  await using closed = await startServer({ settings: { profile: 'otp', sign_in_otp: false } })
  await using bob = await visit(closed.url)
  await bob.page.getByText('This server has no way to sign in').waitFor()
  expect(await bob.page.getByRole('textbox').count()).toBe(0)
})

test('[ACC-5] signing out ends here, and another place can be signed out from afar', async () => {
  await using server = await startServer()
  await newAccount(server.url, 'alice')
  await using desk = await visit(server.url)
  await using lost = await visit(server.url, 'phone')
  await lost.signIn('alice')
  await desk.signIn('alice')

  await openSettings(desk.page)
  await desk.page.getByText('This device, from').waitFor()
  const others = desk.page.getByRole('button', { name: /^Sign out (?!everywhere)./ })
  for (const left of [1, 0]) {
    await others.first().click()
    await others.nth(left).waitFor({ state: 'detached' })
  }
  await lost.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await lost.page.getByText('You were signed out on this device.').waitFor()

  await desk.page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await desk.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await desk.page.getByText('You were signed out').count()).toBe(0)
  await desk.page.reload()
  await desk.page.getByRole('heading', { name: 'Sign in' }).waitFor()
})

test('an address of a room leads there after signing in', async () => {
  await using server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  const room = await bob.api.createRoom({ room_type: 'direct', member_ids: [alice.id] })
  await bob.api.postMessage(room.id, { content: 'Found it?' })
  await using visitor = await visit(`${server.url}/room/${room.id}`)
  await visitor.signIn('alice')
  await visitor.sees('Found it?')
})

test('colours follow the system until one is chosen, and the choice is there before the first paint', async () => {
  await using server = await startServer()
  await newAccount(server.url, 'alice')
  await using alice = await visit(server.url)
  await alice.signIn('alice')
  const background = () =>
    alice.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  const light = await background()
  await alice.page.emulateMedia({ colorScheme: 'dark' })
  const dark = await background()
  expect(dark).not.toBe(light)

  await openSettings(alice.page)
  await alice.page.getByText('Light', { exact: true }).click()
  await eventually(async () => expect(await background()).toBe(light))
  await alice.page.reload({ waitUntil: 'commit' })
  await alice.page.waitForFunction(() => document.documentElement.dataset.theme === 'light')
})
