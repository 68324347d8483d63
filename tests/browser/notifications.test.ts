import { expect, test } from 'bun:test'
import type { PushContent } from '#protocol/notifications'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { type Visitor, visit } from '../harness/visitor'

/** alice in a browser that may show notifications, with a direct room with bob and a group with both. */
async function reachable() {
  const server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  const direct = await bob.api.createRoom({ room_type: 'direct', member_ids: [alice.id] })
  const group = await bob.api.createRoom({
    ...{ room_type: 'group', name: 'Kitchen', description: '', member_ids: [alice.id] },
  } as const)
  await bob.api.postMessage(direct.id, { content: 'Hello' })
  const visitor = await visit(server.url, 'desktop', { serviceWorkers: 'allow' })
  await visitor.page.context().grantPermissions(['notifications'])
  await visitor.signIn('alice')
  await visitor.page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  return {
    ...{ server, bob, direct, group, visitor },
    async [Symbol.asyncDispose]() {
      await visitor[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

const shownIn = ({ page }: Visitor) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    const shown = (await registration?.getNotifications()) ?? []
    return shown.map(({ title, body, tag }) => ({ title, body, tag }))
  })

async function untilShown(visitor: Visitor, count: number) {
  for (;;) {
    const shown = await shownIn(visitor)
    if (shown.length === count) return shown
    await Bun.sleep(50)
  }
}

/** The page is behind another window: browsers of tests have only one, which is always in front. */
const hide = ({ page }: Visitor) =>
  page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
    Object.defineProperty(document, 'hasFocus', { configurable: true, value: () => false })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  })

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
  const { visitor, server, direct, group } = desk
  const { page } = visitor
  while (!(await page.evaluate(() => caches.has('natter-words')))) await Bun.sleep(50)
  await hide(visitor)
  const inspector = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    inspector.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations
      if (first) resolve(first.registrationId)
    })
  })
  await inspector.send('ServiceWorker.enable')
  const registrationId = await registered
  const push = (content: PushContent) =>
    inspector.send('ServiceWorker.deliverPushMessage', {
      ...{ origin: server.url, registrationId, data: JSON.stringify(content) },
    })
  // With another tab in front nobody looks at this one; the tests' browser would have both in focus.
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
