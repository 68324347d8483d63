import { expect, test } from 'bun:test'
import type { Page } from 'playwright-core'
import { eventually } from '../harness/eventually'
import { startProxy } from '../harness/proxy'
import { startServer } from '../harness/server'
import type { Visitor } from '../harness/visitor'
import { atHome } from './at-home'
import { fillDisk } from './disks'
import { pick, pictures } from './file-talk'
import { startRenewable } from './newer-version'
import { hide, show } from './reachable'

/** alice with a page that has been offered a newer version. */
async function atUpdate() {
  const server = await startServer()
  const renewable = startRenewable(server.url)
  const { visitor } = await atHome(renewable.url, server.url)
  const { page } = visitor
  return {
    alice: visitor,
    async offer() {
      renewable.renew()
      await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration()
        await registration?.update()
      })
      await page.getByText('Natter was updated.').waitFor()
    },
    async [Symbol.asyncDispose]() {
      await visitor[Symbol.asyncDispose]()
      await renewable[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

const nextLoad = ({ page }: Visitor) => page.waitForEvent('load')

test('[UI-2] [O3] a newer version is offered, and taking it loses no draft', async () => {
  await using home = await atUpdate()
  const { alice } = home
  await alice.field.fill('Half a thought')
  expect(await alice.page.getByText('Natter was updated.').count()).toBe(0)

  await home.offer()
  const offer = await alice.page.getByRole('status').filter({ hasText: 'Natter was updated.' }).boundingBox()
  const form = await alice.page.getByRole('form', { name: 'Write a message' }).boundingBox()
  expect((offer?.y ?? 0) + (offer?.height ?? 0)).toBeLessThanOrEqual(form?.y ?? 0)
  await eventually(async () => expect(await alice.field.inputValue()).toBe('Half a thought'))
  await Promise.all([nextLoad(alice), alice.page.getByRole('button', { name: 'Reload' }).click()])
  await alice.field.waitFor()
  await eventually(async () => expect(await alice.field.inputValue()).toBe('Half a thought'))
  await alice.page.getByText('Natter was updated.').waitFor({ state: 'detached' })
})

test('[UI-2] [O3] the service worker is asked for pages and never for anything of the API', async () => {
  await using home = await atUpdate()
  const { page } = home.alice
  await page.reload()
  await home.alice.sees('Bring bread')
  const saved = page.waitForResponse(/draft$/)
  await home.alice.field.fill('Half a thought')
  await home.alice.field.blur()
  await saved
  const [worker] = page.context().serviceWorkers()
  const asked = (await worker?.evaluate(() => Reflect.get(self, 'asked'))) as string[]
  expect(asked).toContain(new URL(page.url()).pathname)
  expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([])
})

test('[UI-2] [O3] a page that another tab left behind loads the newer version at once', async () => {
  await using home = await atUpdate()
  const { alice } = home
  const address = alice.page.url()
  const other = await alice.page.context().newPage()
  await other.goto(address)
  await other.getByText('Bring bread').first().waitFor()
  await home.offer()
  await other.getByText('Natter was updated.').waitFor()

  await Promise.all([nextLoad(alice), alice.page.getByRole('button', { name: 'Reload' }).click()])
  await other.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    return registration?.waiting === null
  })
  await Promise.all([other.waitForEvent('load'), other.getByRole('button', { name: 'Reload' }).click()])
  await other.getByText('Bring bread').first().waitFor()
  expect(await other.getByText('Natter was updated.').count()).toBe(0)
})

test('[UI-2] [O3] when nobody looks a newer version is taken, but not from under an open dialog or an answer', async () => {
  await using home = await atUpdate()
  const { alice } = home
  const { page } = alice
  await home.offer()
  const told = await countTold(page)

  await page.getByRole('button', { name: 'New group' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Kitchen')
  await hide(alice)
  expect(await told()).toBe(0)
  await show(alice)
  expect(await page.getByRole('dialog').getByLabel('Name').inputValue()).toBe('Kitchen')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await alice.field.press('Shift+ArrowUp')
  await alice.field.fill('With butter')
  await hide(alice)
  expect(await told()).toBe(0)
  await show(alice)
  expect(await alice.field.inputValue()).toBe('With butter')
  await alice.field.press('Escape')

  await Promise.all([nextLoad(alice), hide(alice)])
  await alice.sees('Bring bread')
})

test('[UI-2] [O3] [G10] a newer version is not taken by itself from a page with a file that is kept nowhere else', async () => {
  await using home = await atUpdate()
  const { alice } = home
  const { page } = alice
  await home.offer()
  const told = await countTold(page)
  await page.evaluate(fillDisk)
  await pick(page, await pictures('one.png'))
  await page.getByText('Not kept on this device. Leave this page open until this is sent.').waitFor()
  await hide(alice)
  expect(await told()).toBe(0)
  await show(alice)

  await page.getByRole('button', { name: 'Remove one.png' }).click()
  await Promise.all([nextLoad(alice), hide(alice)])
  await alice.sees('Bring bread')
})

/** Counts what the page tells service workers from now on. */
async function countTold(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const { postMessage } = ServiceWorker.prototype
    Object.assign(globalThis, { told: 0 })
    ServiceWorker.prototype.postMessage = function (message: unknown) {
      Object.assign(globalThis, { told: Reflect.get(globalThis, 'told') + 1 })
      postMessage.call(this, message)
    }
  })
  return () => page.evaluate(() => Reflect.get(globalThis, 'told'))
}

test('[UI-2] [O3] a newer version is looked for when the server is back', async () => {
  await using server = await startServer()
  using proxy = await startProxy(server.url)
  const { visitor } = await atHome(proxy.url, server.url)
  await using alice = visitor
  await alice.isTold('Everything sent. Up to date.')
  let asked = 0
  proxy.watch((bytes, direction) => {
    if (direction === 'up' && bytes.includes('GET /service-worker.js')) asked++
    return null
  })

  proxy.weather.isDown = true
  proxy.cut()
  await alice.page
    .getByText(/Offline|Connecting/)
    .first()
    .waitFor()
  proxy.weather.isDown = false
  await alice.wake()
  await alice.isTold('Everything sent. Up to date.')
  await eventually(async () => expect(asked).toBe(1))
})
