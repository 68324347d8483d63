import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import { hide, reachable, untilShown } from './reachable'

type Desk = Awaited<ReturnType<typeof reachable>>

/**
 * Presses the only notification that is shown, by telling the service worker of it as the browser does. What a browser
 * grants to a finger alone, to bring a window to the front or to open one, is written down instead.
 * @returns what was asked for: to focus a page, or to open one at a path
 */
async function press({ visitor }: Desk): Promise<string[]> {
  const [worker] = visitor.page.context().serviceWorkers()
  if (!worker) throw new Error('There is no service worker.')
  return worker.evaluate(async () => {
    const scope = globalThis as unknown as WorkerScope
    const [notification] = await scope.registration.getNotifications()
    const asked: string[] = []
    const work: Promise<unknown>[] = []
    const event = Object.assign(new scope.NotificationEvent('notificationclick', { notification }), {
      waitUntil: (promise: Promise<unknown>) => work.push(promise),
    })
    const { focus } = scope.WindowClient.prototype
    scope.WindowClient.prototype.focus = async () => {
      asked.push('focus')
    }
    scope.clients.openWindow = async (path) => {
      asked.push(`open ${path}`)
      return null
    }
    scope.dispatchEvent(event)
    await Promise.all(work)
    scope.WindowClient.prototype.focus = focus
    Reflect.deleteProperty(scope.clients, 'openWindow')
    return asked
  })
}

/** What a test needs of the scope of a service worker. */
interface WorkerScope extends EventTarget {
  registration: { getNotifications(): Promise<Notification[]> }
  clients: {
    openWindow(path: string): Promise<null>
    matchAll(of: { type: 'window'; includeUncontrolled: boolean }): Promise<unknown[]>
  }
  NotificationEvent: new (type: string, more: { notification: Notification | undefined }) => Event
  WindowClient: { prototype: { focus(): Promise<void> } }
}

/**
 * Leaves the page for an empty one, and waits until the service worker knows: the browser tells it a little later.
 */
async function leave({ visitor }: Desk): Promise<void> {
  await visitor.page.goto('about:blank')
  const [worker] = visitor.page.context().serviceWorkers()
  await eventually(async () => {
    const pages = await worker?.evaluate(async () => {
      const scope = globalThis as unknown as WorkerScope
      return (await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })).length
    })
    expect(pages).toBe(0)
  })
}

/** bob writes to alice, whose page is out of sight: her browser shows a notification. */
async function rung(desk: Desk, text: string) {
  await desk.visitor.openRoom('Kitchen')
  await hide(desk.visitor)
  await desk.bob.api.postMessage(desk.direct.id, { content: text })
  await untilShown(desk.visitor, 1)
}

test('[NOT-1] [N15] a press on a notification brings the page that is open to the front, and leads it to the message', async () => {
  await using desk = await reachable()
  const { visitor, direct } = desk
  await rung(desk, 'Soup is ready')
  expect(await press(desk)).toEqual(['focus'])

  await visitor.sees('Soup is ready')
  expect(new URL(visitor.page.url()).pathname).toBe(`/room/${direct.id}`)
  await untilShown(visitor, 0)
})

test('[NOT-1] [N15] a press on a notification opens a page at the room when there is none', async () => {
  await using desk = await reachable()
  const { visitor, server, direct } = desk
  await rung(desk, 'Soup is ready')
  await leave(desk)
  expect(await press(desk)).toEqual([`open /room/${direct.id}`])

  await using opened = await visitor.newTab(`${server.url}/room/${direct.id}`)
  await opened.sees('Soup is ready')
})

test('[NOT-1] [N7] [N15] who has signed out is shown nothing, and a press that comes later leads to no room', async () => {
  await using desk = await reachable()
  const { visitor, server, direct } = desk
  await rung(desk, 'Soup is ready')
  await leave(desk)
  await desk.alice.api.endOtherSessions()
  expect(await press(desk)).toEqual([`open /room/${direct.id}`])

  await using opened = await visitor.newTab(`${server.url}/room/${direct.id}`)
  await opened.page.getByRole('button', { name: 'Sign in' }).waitFor()
  expect(await opened.page.getByText(/Soup|bob|Kitchen/).count()).toBe(0)
  await untilShown(opened, 0)

  await opened.signIn('alice')
  await rung({ ...desk, visitor: opened }, 'Once more')
  await opened.page.getByRole('button', { name: 'Settings' }).click()
  await opened.page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await opened.page.getByRole('button', { name: 'Sign in' }).waitFor()
  await untilShown(opened, 0)
})
