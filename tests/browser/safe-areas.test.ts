import { expect, test } from 'bun:test'
import type { Locator, Page } from 'playwright-core'
import { closeTop } from '#scripts/screenshots/close-top'
import { eventually } from '../harness/eventually'
import { startServer } from '../harness/server'
import { untilStill } from '../harness/still-page'
import { visit } from '../harness/visitor'
import { aliceAndBob } from './call-page'
import { fileTalk, sendPictures, shownIn } from './file-talk'

/** How far a screen reaches under what is in front of it: a camera, rounded corners, the bar one swipes from. */
interface Insets {
  top: number
  right: number
  bottom: number
  left: number
}
const upright: Insets = { top: 47, right: 0, bottom: 34, left: 0 }
const sideways: Insets = { top: 0, right: 59, bottom: 21, left: 59 }

async function coverEdges(page: Page, insets: Insets): Promise<void> {
  const inspector = await page.context().newCDPSession(page)
  await inspector.send('Emulation.setSafeAreaInsetsOverride', { insets })
}

/** What is pressed or read stands where nothing is in front of the screen. */
async function expectClear(page: Page, { top, right, bottom, left }: Insets, parts: Record<string, Locator>) {
  await Promise.all(Object.values(parts).map((part) => part.waitFor()))
  await untilStill(page)
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  for (const [name, part] of Object.entries(parts)) {
    const box = await part.boundingBox()
    if (!box) throw new Error(`${name} is not to be seen.`)
    const covered = {
      top: Math.max(0, top - box.y),
      right: Math.max(0, box.x + box.width - (width - right)),
      bottom: Math.max(0, box.y + box.height - (height - bottom)),
      left: Math.max(0, left - box.x),
    }
    expect({ name, covered }).toEqual({ name, covered: { top: 0, right: 0, bottom: 0, left: 0 } })
  }
}

/** The address of a group, which has details unlike a direct room. */
async function groupOf({ api, bob, server }: Awaited<ReturnType<typeof fileTalk>>): Promise<string> {
  const { id } = await api.createRoom({
    ...{ room_type: 'group', name: 'Kitchen', description: '', member_ids: [bob.id] },
  })
  return `${server.url}/room/${id}`
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

test('[UI-1] on a phone held upright nothing to press or read lies under the camera or the bar at the foot', async () => {
  await using talk = await fileTalk({}, { isPhone: true })
  const { alice } = talk
  const { page } = alice
  await coverEdges(page, upright)
  await sendPictures(alice, 'one.png')
  await expectClear(page, upright, {
    heading: page.getByRole('heading', { name: 'bob', exact: true }),
    rooms: button(page, /^Rooms/),
    field: alice.field,
    send: page.getByRole('button', { name: 'Send', exact: true }),
  })

  await shownIn(alice).click()
  const viewer = page.getByRole('dialog', { name: 'Pictures of bob' })
  await expectClear(page, upright, {
    close: button(page, 'Close'),
    save: viewer.getByRole('link', { name: /^Save/ }),
    position: viewer.getByText('1 of 1'),
  })
  await closeTop(page)

  await page.goto(await groupOf(talk))
  await button(page, 'Details').click()
  const details = page.getByRole('dialog', { name: 'Details' })
  await expectClear(page, upright, {
    heading: details.getByRole('heading', { name: 'Details' }),
    close: details.getByRole('button', { name: 'Close' }),
  })
  await closeTop(page)

  await button(page, /^Rooms/).click()
  await expectClear(page, upright, {
    settings: button(page, 'Settings'),
    contacts: alice.find,
    connection: page.getByRole('status', { name: 'Connection' }),
  })

  await button(page, 'Settings').click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByText('This device, from').waitFor()
  const last = settings.getByRole('button').last()
  await last.scrollIntoViewIfNeeded()
  await expectClear(page, upright, { close: settings.getByRole('button', { name: 'Close' }), last })
})

test('[UI-1] on a phone held sideways nothing to press or read lies under its edges', async () => {
  await using talk = await fileTalk({}, { isPhone: true })
  const { alice } = talk
  const { page } = alice
  await page.setViewportSize({ width: 844, height: 390 })
  await coverEdges(page, sideways)
  await sendPictures(alice, 'one.png')
  await expectClear(page, sideways, {
    settings: button(page, 'Settings'),
    connection: page.getByRole('status', { name: 'Connection' }),
    heading: page.getByRole('heading', { name: 'bob', exact: true }),
    call: button(page, /^Video call/),
    field: alice.field,
    send: page.getByRole('button', { name: 'Send', exact: true }),
  })
  await shownIn(alice).click()
  await expectClear(page, sideways, {
    close: button(page, 'Close'),
    previous: button(page, 'Previous'),
    next: button(page, 'Next'),
  })
  await closeTop(page)
  await page.goto(await groupOf(talk))
  await button(page, 'Details').click()
  const details = page.getByRole('dialog', { name: 'Details' })
  await expectClear(page, sideways, { close: details.getByRole('button', { name: 'Close' }) })
})

test('[UI-1] on a phone the page to sign in and the screens of a call keep clear of the edges', async () => {
  await using pair = await aliceAndBob({}, 'phone')
  const { alice, bob } = pair
  await using entrance = await visit(pair.server.url, 'phone')
  await coverEdges(entrance.page, upright)
  await expectClear(entrance.page, upright, {
    name: entrance.page.getByLabel('Username or e-mail'),
    signIn: button(entrance.page, 'Sign in'),
  })

  const { page } = alice
  await coverEdges(page, upright)
  await coverEdges(bob.page, upright)
  await alice.call()
  await bob.ringing.waitFor()
  await expectClear(bob.page, upright, { accept: button(bob.page, 'Accept').first() })
  await bob.press('Accept')
  await Promise.all([alice.talks(), bob.talks()])
  await expectClear(page, upright, {
    smaller: button(page, 'Make the call small'),
    hangUp: button(page, 'Hang up'),
  })
  await alice.press('Make the call small')
  await expectClear(page, upright, {
    larger: button(page, 'Make the call large'),
    heading: page.getByRole('heading', { name: 'bob', exact: true }),
  })
})

test('[UI-1] below a call on a phone the rooms leave no room for a camera that is not there', async () => {
  await using pair = await aliceAndBob({}, 'phone')
  const { alice, bob } = pair
  const { page } = alice
  await pair.connect()
  await alice.press('Make the call small')
  await page.getByRole('button', { name: 'Rooms', exact: true }).waitFor()
  await page.evaluate(() => history.pushState(null, '', '/'))
  await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')))
  await page.getByRole('main').waitFor({ state: 'detached' })
  const aboveRooms = () =>
    page.getByRole('complementary').evaluate((rooms) => getComputedStyle(rooms).paddingTop)
  await coverEdges(page, upright)
  await expectClear(page, upright, { larger: button(page, 'Make the call large') })
  expect(await aboveRooms()).toBe('0px')
  await bob.press('Hang up')
  await alice.press('Close')
  await eventually(async () => expect(await aboveRooms()).toBe('47px'))
})

test('[UI-1] below a guest’s banner no room is left for a camera that is not there', async () => {
  await using server = await startServer({ settings: { profile: 'wall' } })
  await using guest = await visit(server.url, 'phone')
  const { page } = guest
  await button(page, /guest/i).click()
  const banner = page.getByRole('region', { name: /guest/i })
  await banner.waitFor()
  const heights = async () => {
    const boxes = await Promise.all(
      [banner, page.getByRole('main').locator('header')].map((part) => part.boundingBox()),
    )
    return boxes.map((box) => box?.height ?? 0)
  }
  const [bannerBefore = 0, headerBefore = 0] = await heights()
  await coverEdges(page, upright)
  await expectClear(page, upright, { heading: page.getByRole('main').getByRole('heading').first() })
  const [bannerAfter = 0, headerAfter = 0] = await heights()
  expect(bannerAfter).toBeGreaterThan(bannerBefore)
  expect(headerAfter).toBe(headerBefore)
})
