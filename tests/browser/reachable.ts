import { expect } from 'bun:test'
import type { PushContent } from '#protocol/notifications'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { startServer } from '../harness/server'
import { type Visitor, visit } from '../harness/visitor'

/** alice in a browser that may show notifications, with a direct room with bob and a group with both. */
export async function reachable() {
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
  // What came before the page was connected rings nobody.
  await visitor.isTold('Everything sent. Up to date.')
  // What rings comes after the page, and tells of the greeting by the icon of the tab.
  await visitor.page.locator('link[rel="icon"][href*="unread"]').waitFor({ state: 'attached' })
  return {
    ...{ server, alice, bob, direct, group, visitor },
    async [Symbol.asyncDispose]() {
      await visitor[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** The notifications that the browser shows. Asked for while another is on its way, it would forget that one. */
export const shownIn = ({ page }: Visitor) =>
  page.evaluate(() =>
    navigator.locks.request('natter notifications', async () => {
      const registration = await navigator.serviceWorker.getRegistration()
      const shown = (await registration?.getNotifications()) ?? []
      return shown.map(({ title, body, tag }) => ({ title, body, tag }))
    }),
  )

/** Resolves with the notifications once there are so many. If that never comes, the failure says what the page knew. */
export function untilShown(visitor: Visitor, count: number) {
  return eventually(async () => {
    const shown = await shownIn(visitor)
    expect(shown, await visitor.page.evaluate(known)).toHaveLength(count)
    return shown
  })
}

function known(): string {
  const line = document.querySelector('[role=status][aria-label=Connection]')?.textContent
  return `"${document.title}", ${document.visibilityState}, ${Notification.permission}, ${line}`
}

/** The page is behind another window: browsers of tests have only one, which is always in front. */
export const hide = ({ page }: Visitor) =>
  page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
    Object.defineProperty(document, 'hasFocus', { configurable: true, value: () => false })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  })

/** The page is in front again. */
export const show = ({ page }: Visitor) =>
  page.evaluate(() => {
    Reflect.deleteProperty(document, 'visibilityState')
    Reflect.deleteProperty(document, 'hasFocus')
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  })

/** What hands a push to the browser, as its push service does. */
export async function pusherOf({ visitor, server }: Awaited<ReturnType<typeof reachable>>) {
  const { page } = visitor
  const inspector = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    inspector.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations
      if (first) resolve(first.registrationId)
    })
  })
  await inspector.send('ServiceWorker.enable')
  const registrationId = await registered
  return async (content: PushContent) => {
    const data = JSON.stringify(content)
    await inspector.send('ServiceWorker.deliverPushMessage', { origin: server.url, registrationId, data })
  }
}
