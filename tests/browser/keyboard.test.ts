import { expect, test } from 'bun:test'
import type { Page } from 'playwright-core'
import { eventually } from '../harness/eventually'
import type { Visitor } from '../harness/visitor'
import { inSight, longRoom, movedPx } from './long-room'

const phone = { width: 390, height: 844 }
/** What a keyboard leaves of it. */
const aboveKeyboardPx = 480

/** As in a browser that makes the page smaller, which index.html asks for. */
const shrinking = {
  open: (page: Page) => page.setViewportSize({ ...phone, height: aboveKeyboardPx }),
  close: (page: Page) => page.setViewportSize(phone),
}

/** As in a browser that lays its keyboard over the page: browsers of tests have none on the screen. */
const covering = {
  open: (page: Page) =>
    page.evaluate((height) => {
      Object.defineProperty(visualViewport, 'height', { configurable: true, get: () => height })
      visualViewport?.dispatchEvent(new Event('resize'))
    }, aboveKeyboardPx),
  close: (page: Page) =>
    page.evaluate(() => {
      Reflect.deleteProperty(visualViewport ?? {}, 'height')
      visualViewport?.dispatchEvent(new Event('resize'))
    }),
}

/** Resolves once the field to write in ends above this height, and begins below the header. */
async function untilFieldEndsAbove({ page, field }: Visitor, height: number) {
  await page.waitForFunction(
    ([box, lowest]) => {
      const { bottom } = box?.getBoundingClientRect() ?? { bottom: Infinity }
      return bottom <= lowest && bottom > lowest - 60
    },
    [await field.elementHandle(), height] as const,
  )
}

/** The edges of an element, by the upper edge of the page. */
async function edges(visitor: Visitor, text: string) {
  const box = await visitor.log.getByText(text, { exact: true }).boundingBox()
  if (!box) throw new Error(`“${text}” is not to be seen.`)
  return { top: box.y, bottom: box.y + box.height }
}

for (const [way, keyboard] of Object.entries({ shrinking, covering })) {
  test(`[UI-1] a keyboard on the screen, ${way} the page, covers neither the field nor the last message`, async () => {
    await using talk = await longRoom(60, 0, 'phone')
    const { alice } = talk
    const { page } = alice
    await alice.openRoom('bob')
    await alice.sees('Line 60')
    await alice.field.tap()

    await keyboard.open(page)
    await untilFieldEndsAbove(alice, aboveKeyboardPx)
    await page.waitForFunction(() => {
      const box = document.querySelector('[role=log]')
      return box !== null && box.scrollHeight - box.scrollTop - box.clientHeight < 2
    })
    const field = await alice.field.boundingBox()
    const last = await edges(alice, 'Line 60')
    expect(last.bottom).toBeLessThanOrEqual(field?.y ?? 0)
    const header = await page.getByRole('heading', { name: 'bob', exact: true }).boundingBox()
    expect(header?.y).toBeGreaterThanOrEqual(0)

    await alice.field.fill('Above the keys')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await alice.sees('Above the keys')
    await eventually(async () =>
      expect((await edges(alice, 'Above the keys')).bottom).toBeLessThanOrEqual(aboveKeyboardPx),
    )

    await keyboard.close(page)
    await untilFieldEndsAbove(alice, phone.height)
  })

  test(`[UI-1] a keyboard on the screen, ${way} the page, moves nothing for who reads further up`, async () => {
    await using talk = await longRoom(60, 0, 'phone')
    const { alice } = talk
    const { page } = alice
    await alice.openRoom('bob')
    await alice.sees('Line 60')
    await alice.log.getByText('Line 20', { exact: true }).scrollIntoViewIfNeeded()
    await page.getByRole('button', { name: /newest/i }).waitFor()
    const before = await inSight(page)

    await alice.field.tap()
    await keyboard.open(page)
    await untilFieldEndsAbove(alice, aboveKeyboardPx)
    expect(await movedPx(page, before)).toBeLessThan(1)
    await keyboard.close(page)
    await untilFieldEndsAbove(alice, phone.height)
    expect(await movedPx(page, before)).toBeLessThan(1)
  })
}
