import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import { openSettings } from '../harness/settings'
import { visit } from '../harness/visitor'
import { hide, pusherOf, reachable, shownIn, untilShown } from './reachable'

test('[NOT-1] [N12] [N14] a page out of sight shows one notification a room, which goes when it is read elsewhere', async () => {
  await using desk = await reachable()
  const { visitor, bob, direct } = desk
  await visitor.openRoom('Kitchen')
  await hide(visitor)
  await bob.api.postMessage(direct.id, { content: 'First' })
  await untilShown(visitor, 1)
  await bob.api.postMessage(direct.id, { content: 'Second' })
  const tag = `room:${direct.id}`
  for (;;) {
    const shown = await shownIn(visitor)
    expect(shown).toHaveLength(1)
    if (shown[0]?.body === 'Second') break
    await Bun.sleep(50)
  }
  expect(await shownIn(visitor)).toEqual([{ title: 'bob', body: 'Second', tag }])
  await eventually(async () => expect(await visitor.page.title()).toStartWith('(3) '))
  await eventually(async () =>
    expect(await visitor.page.locator('link[rel="icon"]').getAttribute('href')).toContain('unread'),
  )

  const elsewhere = await visit(desk.server.url)
  await using phone = elsewhere
  await phone.signIn('alice')
  await phone.page.getByRole('link', { name: /^bob/ }).click()
  await untilShown(visitor, 0)
})

test('[NOT-1] [N13] a muted room neither rings nor counts in the title, unless one is mentioned', async () => {
  await using desk = await reachable()
  const { visitor, bob, direct, group } = desk
  await visitor.page.getByRole('link', { name: /^bob/ }).click()
  await visitor.sees('Hello')
  await visitor.page.waitForFunction(() => !document.title.startsWith('('))
  await visitor.openRoom('Kitchen')
  await visitor.page.getByRole('button', { name: 'Details' }).click()
  await visitor.page.getByLabel('Notifications for this room').selectOption('Nothing')
  await visitor.page.keyboard.press('Escape')
  await visitor.page.getByRole('link', { name: /^bob/ }).click()
  await visitor.sees('Hello')
  await hide(visitor)
  await bob.api.postMessage(group.id, { content: 'nothing much' })
  await bob.api.postMessage(group.id, { content: 'for @alice' })
  await bob.api.postMessage(direct.id, { content: 'rings' })
  const shown = await untilShown(visitor, 1)
  expect(shown.map(({ body }) => body)).toEqual(['rings'])
  await eventually(async () => expect(await visitor.page.title()).toStartWith('(2) '))
})

test('[NOT-1] [N4] [N10] the settings say in words why nothing would ring, and take quiet hours', async () => {
  await using desk = await reachable()
  const { page } = desk.visitor
  await openSettings(page)
  const reasons = page.getByRole('list', { name: 'Why this device may stay silent' })
  await reasons.getByText('rings only while Natter is open in a tab').waitFor()
  await page.getByText('Quiet hours', { exact: true }).click()
  await page.getByLabel('From', { exact: true }).fill('00:00')
  await page.getByLabel('From', { exact: true }).press('Tab')
  await page.getByLabel('To', { exact: true }).fill('23:59')
  await page.getByLabel('To', { exact: true }).blur()
  await reasons.getByText('It is quiet hours now.').waitFor()
  await page.getByLabel('Tell me about').selectOption('Nothing')
  await reasons.getByText('about nothing').waitFor()
  await page.getByText('Does not ring when closed').first().waitFor()
})

test('[NOT-1] [N15] a push is shown with the words of the page, each room once', async () => {
  await using desk = await reachable()
  const { visitor, direct, group } = desk
  const { page } = visitor
  while (!(await page.evaluate(() => caches.has('natter-words')))) await Bun.sleep(50)
  await hide(visitor)
  const push = await pusherOf(desk)
  // With another tab in front nobody looks at this one; the tests' browser would have both in focus.
  const inspector = await page.context().newCDPSession(page)
  await inspector.send('Emulation.setFocusEmulationEnabled', { enabled: false })
  const other = await page.context().newPage()
  await other.bringToFront()
  const common = { kind: 'message', seq: 1, file: null, unread_count: 1 } as const
  await push({ ...common, room_id: direct.id, sender: 'bob', room: null, text: null })
  await push({ ...common, room_id: group.id, sender: 'bob', room: 'Kitchen', text: 'Soup' })
  const shown = await untilShown(visitor, 2)
  expect(shown.toSorted((one, other) => one.title.localeCompare(other.title))).toEqual([
    { title: 'bob', body: 'New message', tag: `room:${direct.id}` },
    { title: 'bob · Kitchen', body: 'Soup', tag: `room:${group.id}` },
  ])
})
