import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { password } from '../harness/people'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { visit } from '../harness/visitor'

test('[O03] somebody deletes their account, and the other person reads "Deleted User" with all that was said', async () => {
  await using server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  const direct = await alice.api.createRoom({ room_type: 'direct', member_ids: [bob.id] })
  await alice.api.postMessage(direct.id, { content: 'Noodles on Sunday?' })
  const group = await alice.api.createRoom({
    room_type: 'group',
    name: 'Kitchen',
    description: '',
    member_ids: [bob.id],
  })
  await alice.api.postMessage(group.id, { content: 'Who washes up?' })

  await using reader = await visit(`${server.url}/room/${group.id}`)
  await reader.signIn('bob')
  await reader.sees('Who washes up?')
  await reader.log.getByText('alice', { exact: true }).first().waitFor()

  await using leaver = await visit(server.url)
  await leaver.signIn('alice')
  const { page } = leaver
  await openSettings(page)
  await page.getByRole('button', { name: 'Delete account' }).click()
  const last = page.getByRole('button', { name: 'Delete for ever' })
  expect(await last.isDisabled()).toBe(true)
  await page.getByLabel(/^Type/).fill('alice')
  await page.getByLabel('Password', { exact: true }).fill('Wrong7horse')
  await last.click()
  await page.getByText('not right').waitFor()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await last.click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.getByText('Your account is deleted.').waitFor()

  await reader.log.getByText('Deleted User', { exact: true }).first().waitFor()
  await reader.log.getByText('Somebody deleted their account.').waitFor()
  await reader.sees('Who washes up?')
  await eventually(async () => expect(await reader.page.getByText('alice').count()).toBe(0))
  await reader.say('I do')
  await reader.sees('I do')

  await reader.openRoom('Deleted User')
  await reader.sees('Noodles on Sunday?')
  await reader.page.getByText('nothing can be added').waitFor()
  expect(await reader.field.count()).toBe(0)
  await reader.page.reload()
  await reader.sees('Noodles on Sunday?')
  await reader.page.getByText('nothing can be added').waitFor()

  await page.getByLabel('Username or e-mail').fill('alice')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').filter({ hasText: 'not right' }).waitFor()
})
