import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { startServer } from '../harness/server'
import { expectNoSidewaysScroll, untilStill } from '../harness/still-page'
import { visit } from '../harness/visitor'

/** A small and a usual phone, a tablet, a laptop, a large screen. */
const screens = [
  { width: 360, height: 640, view: 'phone', hasDrawer: true },
  { width: 390, height: 844, view: 'phone', hasDrawer: true },
  { width: 768, height: 1024, view: 'phone', hasDrawer: false },
  { width: 1280, height: 800, view: 'desktop', hasDrawer: false },
  { width: 1920, height: 1080, view: 'desktop', hasDrawer: false },
] as const

for (const { width, height, view, hasDrawer } of screens) {
  test(`[UI-1] ${width} pixels wide: from signing in over a talk to the settings and back, with nothing beside the page`, async () => {
    await using server = await startServer()
    const bob = await newAccount(server.url, 'bob')
    const reader = await newAccount(server.url, 'alice')
    const room = await bob.api.createRoom({ room_type: 'direct', member_ids: [reader.id] })
    await bob.api.postMessage(room.id, { content: `Unbroken${'_line'.repeat(60)}` })
    await using alice = await visit(server.url, view)
    const { page } = alice
    await page.setViewportSize({ width, height })
    const expectToFit = async () => {
      await untilStill(page)
      await expectNoSidewaysScroll(page)
    }
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    await expectToFit()
    await alice.signIn('alice')
    await page.getByRole('link', { name: /bob/ }).waitFor()
    await expectToFit()

    await alice.openRoom('bob')
    await alice.log.getByText(/^Unbroken/).waitFor()
    await alice.field.fill('Hello bob')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await alice.sees('Hello bob')
    await alice.isSent('Hello bob')
    await expectToFit()
    expect((await bob.api.history(room.id)).messages.map(({ content }) => content)).toContain('Hello bob')

    const rooms = page.getByRole('button', { name: /^Rooms/ })
    expect(await rooms.isVisible()).toBe(hasDrawer)
    if (hasDrawer) await rooms.click()
    await page.getByRole('button', { name: 'Settings' }).click()
    const settings = page.getByRole('dialog', { name: 'Settings' })
    await settings.getByText('This device, from').waitFor()
    await expectToFit()

    if (view === 'phone') await page.goBack()
    else await settings.getByRole('button', { name: 'Close' }).click()
    await settings.waitFor({ state: 'detached' })
    if (hasDrawer) await page.goBack()
    await alice.field.waitFor()
    await alice.sees('Hello bob')
    await expectToFit()
    await page.goBack()
    await page.getByRole('heading', { name: 'bob', exact: true }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: /bob/ }).waitFor()
  })
}
