import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import { newPerson, until } from '../harness/people'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { type Visitor, visit } from '../harness/visitor'

const choice = ({ page }: Visitor, name: string) => page.getByRole('switch', { name, exact: true })

test('[ACC-14] what others learn is chosen in the settings, by keyboard too, and holds at once', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await alice.register('alice')
  await using bob = await newPerson(server.url, 'bob')
  await alice.talkTo('bob')
  await alice.say('Noodles?')
  const room = (await until(bob.client.rooms, ({ rooms }) => rooms.length === 1)).rooms[0]
  const id = room?.id ?? ''
  await bob.client.openLog(id)
  bob.client.markRead(id, 1)
  await alice.log.locator('[data-delivery="read"]').waitFor()

  await openSettings(alice.page)
  const receipts = choice(alice, 'Read receipts')
  await eventually(async () => expect(await receipts.getAttribute('aria-checked')).toBe('true'))
  expect(await receipts.evaluate((box) => box.getAttribute('aria-describedby'))).toBeTruthy()
  await receipts.focus()
  await alice.page.keyboard.press('Space')
  await alice.page.getByRole('switch', { name: 'Read receipts', checked: false }).waitFor()

  await until(bob.client.receipts(id), (all) =>
    all.some((one) => one.username === 'alice' && one.read_seq === null),
  )
  await alice.page.keyboard.press('Escape')
  await alice.log.locator('[data-delivery="delivered"]').waitFor()

  await using tablet = await visit(server.url)
  await tablet.signIn('alice')
  await openSettings(tablet.page)
  await openSettings(alice.page)
  await alice.page.getByText('Last seen', { exact: true }).click()
  await tablet.page.getByRole('switch', { name: 'Last seen', checked: false }).waitFor()
  await tablet.page.getByRole('switch', { name: 'Read receipts', checked: false }).waitFor()
})

test('[ACC-14] [NOT-1] what is chosen while an earlier choice is on its way to the server is not lost', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await alice.register('alice')
  const { page } = alice
  await openSettings(page)
  const { promise: isHeldUp, resolve: letThrough } = Promise.withResolvers<void>()
  for (const held of ['preferences', 'notifications']) {
    await page.route(`**/auth/me/${held}`, async (route) => {
      if (route.request().method() !== 'GET') await isHeldUp
      await route.continue()
    })
  }
  const names = ['Read receipts', 'Last seen', 'Show message text', 'Quiet hours']
  for (const name of names) await page.getByText(name, { exact: true }).click()
  await page.getByLabel('Tell me about').selectOption('Nothing')
  letThrough()
  for (const name of names) {
    const checked = name === 'Quiet hours'
    await page.getByRole('switch', { name, exact: true, checked }).waitFor()
  }
  await page.getByText('You have chosen to be told about nothing.').waitFor()
})

test('[ACC-14] where a server shows no read marks, there is nothing to choose about them', async () => {
  await using server = await startServer({ settings: { 'receipts.read': false } })
  await using alice = await visit(server.url)
  await alice.register('alice')
  await openSettings(alice.page)
  await choice(alice, 'Last seen').waitFor()
  expect(await choice(alice, 'Read receipts').count()).toBe(0)
})
