import { expect, test } from 'bun:test'
import type { Locator, Page } from 'playwright-core'
import { eventually } from '../harness/eventually'
import type { Visitor } from '../harness/visitor'
import { inSight, longRoom, movedPx } from './long-room'

interface Screen {
  width: number
  height: number
  /** What a keyboard leaves of the height. */
  aboveKeyboardPx: number
}

const phone: Screen = { width: 390, height: 844, aboveKeyboardPx: 480 }
const sideways: readonly Screen[] = [
  { width: 740, height: 360, aboveKeyboardPx: 170 },
  { width: 844, height: 390, aboveKeyboardPx: 170 },
]

/** As in a browser that makes the page smaller, which index.html asks for. */
const shrinking = {
  open: (page: Page, { width, aboveKeyboardPx: height }: Screen) => page.setViewportSize({ width, height }),
  close: (page: Page, { width, height }: Screen) => page.setViewportSize({ width, height }),
}

/** As in a browser that lays its keyboard over the page: browsers of tests have none on the screen. */
const covering = {
  open: (page: Page, { aboveKeyboardPx }: Screen) =>
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

    await keyboard.open(page, phone)
    await untilFieldEndsAbove(alice, phone.aboveKeyboardPx)
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
      expect((await edges(alice, 'Above the keys')).bottom).toBeLessThanOrEqual(phone.aboveKeyboardPx),
    )

    await keyboard.close(page, phone)
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
    await keyboard.open(page, phone)
    await untilFieldEndsAbove(alice, phone.aboveKeyboardPx)
    expect(await movedPx(page, before)).toBeLessThan(1)
    await keyboard.close(page, phone)
    await untilFieldEndsAbove(alice, phone.height)
    expect(await movedPx(page, before)).toBeLessThan(1)
  })
  test(`[UI-1] a keyboard on the screen of a phone held sideways, ${way} the page, leaves what is written and the button that sends in sight`, async () => {
    await using talk = await longRoom(60, 0, 'phone')
    const { alice } = talk
    const { page } = alice
    await alice.openRoom('bob')
    await alice.sees('Line 60')
    const send = page.getByRole('button', { name: 'Send', exact: true })
    for (const screen of sideways) {
      await keyboard.close(page, screen)
      await page.setViewportSize({ width: screen.width, height: screen.height })
      await alice.field.tap()
      await keyboard.open(page, screen)
      for (const text of ['Short', 'Line by line\n'.repeat(12)]) {
        await alice.field.fill(text)
        await eventually(async () => expect(await lowestOf(send)).toBeLessThanOrEqual(screen.aboveKeyboardPx))
        expect(await lowestOf(alice.field)).toBeLessThanOrEqual(screen.aboveKeyboardPx)
        expect(await page.evaluate(() => scrollY)).toBe(0)
      }
      await alice.field.fill('')
    }
  })
}

async function lowestOf(part: Locator): Promise<number> {
  const box = await part.boundingBox()
  return box ? box.y + box.height : Infinity
}
