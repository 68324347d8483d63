import { expect, test } from 'bun:test'
import { problemsOf } from '../harness/axe'
import { eventually } from '../harness/eventually'
import { isFocused } from '../harness/focus'
import { untilStill } from '../harness/still-page'
import { fileTalk, sendPictures, shownIn } from './file-talk'
import { fingersOn } from './fingers'

test('[MED-4] the viewer is led by keys, and the focus returns to the picture', async () => {
  await using talk = await fileTalk()
  const { alice } = talk
  const { page } = alice
  await sendPictures(alice, 'one.png', 'two.png')
  await sendPictures(alice, 'three.png')
  const second = shownIn(alice).nth(1)
  await second.focus()
  await page.keyboard.press('Enter')
  const viewer = page.getByRole('dialog', { name: 'Pictures of bob' })
  await viewer.getByText('2 of 3').waitFor()
  expect(await problemsOf(page)).toEqual([])

  await page.keyboard.press('ArrowRight')
  await viewer.getByText('3 of 3').waitFor()
  expect(await viewer.getByRole('button', { name: 'Next' }).isDisabled()).toBe(true)
  await page.keyboard.press('Home')
  await viewer.getByText('1 of 3').waitFor()
  await page.keyboard.press('End')
  await viewer.getByText('3 of 3').waitFor()
  await page.keyboard.press('ArrowLeft')
  await viewer.getByText('2 of 3').waitFor()

  const scale = () =>
    viewer
      .getByRole('img')
      .last()
      .evaluate((one) => new DOMMatrix(getComputedStyle(one).transform).a)
  await eventually(async () => expect(await scale()).toBe(1))
  await page.keyboard.press('+')
  await eventually(async () => expect(await scale()).toBeGreaterThan(1.4))
  await page.keyboard.press('-')
  await eventually(async () => expect(await scale()).toBe(1))
  await page.keyboard.press('+')
  await page.keyboard.press('0')
  await eventually(async () => expect(await scale()).toBe(1))
  await viewer.getByRole('img').last().hover()
  await page.mouse.wheel(0, -400)
  await eventually(async () => expect(await scale()).toBeGreaterThan(1))
  const saved = viewer.getByRole('link', { name: 'Save two.png' })
  expect(await saved.getAttribute('download')).toBe('two.png')

  await page.keyboard.press('Escape')
  await viewer.waitFor({ state: 'detached' })
  await isFocused(second)
})

test('[MED-4] [UI-1] where lines run from right to left the left arrow leads on', async () => {
  await using talk = await fileTalk()
  const { alice } = talk
  const { page } = alice
  await sendPictures(alice, 'one.png', 'two.png')
  await page.evaluate(() => localStorage.setItem('natter.language', 'ar'))
  await page.reload()
  const pictures = alice.log.locator('[data-file]')
  const ids = [
    await pictures.nth(0).getAttribute('data-file'),
    await pictures.nth(1).getAttribute('data-file'),
  ]
  await pictures.first().click()
  const shown = page.getByRole('dialog').locator('img[src^="/api/v1/files/"]')
  await shown.waitFor()
  expect(await shown.getAttribute('src')).toContain(ids[0] ?? '-')
  expect(await problemsOf(page)).toEqual([])
  await page.keyboard.press('ArrowLeft')
  await page.getByRole('dialog').locator(`img[src*="${ids[1]}"]`).waitFor()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('dialog').locator(`img[src*="${ids[0]}"]`).waitFor()
})

test('[MED-4] on a phone all of the viewer is in sight', async () => {
  await using talk = await fileTalk({}, { isPhone: true })
  const { alice } = talk
  const { page } = alice
  await sendPictures(alice, 'one.png')
  await shownIn(alice).first().click()
  const close = page.getByRole('dialog').getByRole('button', { name: 'Close' })
  await close.waitFor()
  await untilStill(page)
  const edges = await close.boundingBox()
  expect((edges?.x ?? 0) + (edges?.width ?? 0)).toBeLessThanOrEqual(390)
  expect(await problemsOf(page)).toEqual([])
  await close.click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

test('[MED-4] two fingers zoom around their middle, one moves what is zoomed, and a double tap goes back and forth', async () => {
  await using talk = await fileTalk({}, { isPhone: true })
  const { alice } = talk
  const { page } = alice
  await sendPictures(alice, 'one.png', 'two.png')
  await shownIn(alice).first().click()
  const viewer = page.getByRole('dialog', { name: 'Pictures of bob' })
  await viewer.getByText('1 of 2').waitFor()
  const shown = viewer.locator('img[src^="/api/v1/files/"]')
  const box = await shown.boundingBox()
  if (!box) throw new Error('There is no picture.')
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const sight = () =>
    shown.evaluate((one) => {
      const { a, e, f } = new DOMMatrix(getComputedStyle(one).transform)
      return { scale: a, x: e, y: f }
    })
  /** Resolves to how the picture is seen once that is so. */
  async function until(isSo: (now: Awaited<ReturnType<typeof sight>>) => boolean) {
    for (;;) {
      const now = await sight()
      if (isSo(now)) return now
      await page.evaluate(() => new Promise(requestAnimationFrame))
    }
  }
  const fingers = await fingersOn(page)
  const between = { x: middle.x + 60, y: middle.y - 100 }
  await fingers.pinch(between, 60, 180)
  const zoomed = await until(({ scale }) => Math.abs(scale - 3) < 0.05)
  expect(Math.abs(zoomed.x - 60 * (1 - zoomed.scale))).toBeLessThan(20)
  expect(Math.abs(zoomed.y + 100 * (1 - zoomed.scale))).toBeLessThan(20)

  await fingers.drag(middle, { x: middle.x + 120, y: middle.y + 40 })
  await until(({ x, y }) => Math.abs(x - zoomed.x - 120) < 1 && Math.abs(y - zoomed.y - 40) < 1)
  await viewer.getByText('1 of 2').waitFor()
  await fingers.pinch(middle, 240, 20)
  await until(({ scale, x, y }) => scale === 1 && x === 0 && y === 0)

  await fingers.doubleTap(middle)
  await until(({ scale }) => scale === 2)
  await fingers.doubleTap(middle)
  await until(({ scale }) => scale === 1)
})

test('[MED-4] what is seen whole is led on by a swipe, and not by one upwards or by a short one', async () => {
  await using talk = await fileTalk({}, { isPhone: true })
  const { alice } = talk
  await sendPictures(alice, 'one.png', 'two.png')
  await shownIn(alice).first().click()
  const viewer = alice.page.getByRole('dialog', { name: 'Pictures of bob' })
  await viewer.getByText('1 of 2').waitFor()
  const fingers = await fingersOn(alice.page)
  await fingers.drag({ x: 200, y: 400 }, { x: 170, y: 400 })
  await fingers.drag({ x: 260, y: 600 }, { x: 160, y: 300 })
  await viewer.getByText('1 of 2').waitFor()
  await fingers.drag({ x: 320, y: 400 }, { x: 100, y: 420 })
  await viewer.getByText('2 of 2').waitFor()
  await fingers.drag({ x: 320, y: 400 }, { x: 100, y: 420 })
  await fingers.drag({ x: 100, y: 400 }, { x: 320, y: 420 })
  await viewer.getByText('1 of 2').waitFor()
})

test('[K02] a message that is deleted takes its picture out of the open viewer', async () => {
  await using talk = await fileTalk()
  const { alice, api, heard, room } = talk
  const { page } = alice
  await sendPictures(alice, 'one.png')
  await sendPictures(alice, 'two.png')
  const [, first] = await heard()
  await shownIn(alice).first().click()
  const viewer = page.getByRole('dialog', { name: 'Pictures of bob' })
  await viewer.getByText('1 of 2').waitFor()
  await api.deleteMessage(room.id, first?.id ?? '')
  await viewer.getByText('This was taken away.').waitFor()
  await eventually(async () => expect(await viewer.getByRole('img').count()).toBe(0))
  await page.keyboard.press('ArrowRight')
  await viewer.getByText('1 of 1').waitFor()
})

test('[K02] [MED-4] from a message whose pictures all went the open viewer leads on to what is left', async () => {
  await using talk = await fileTalk()
  const { alice, api, room, heard } = talk
  const { page } = alice
  await sendPictures(alice, 'first.png')
  await sendPictures(alice, 'two.png', 'three.png')
  await shownIn(alice).nth(2).click()
  const viewer = page.getByRole('dialog', { name: 'Pictures of bob' })
  await viewer.getByText('3 of 3').waitFor()
  await api.deleteMessage(room.id, (await heard())[0]?.id ?? '')
  await viewer.getByText('This was taken away.').waitFor()
  await page.keyboard.press('ArrowLeft')
  await viewer.getByText('1 of 1').waitFor()
  await page.keyboard.press('Escape')
  await isFocused(page.getByRole('main'))
})

test('[K02] nothing of a file is put into the caches of the device', async () => {
  await using talk = await fileTalk({}, { serviceWorkers: 'allow' })
  const { alice } = talk
  const { page } = alice
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.reload()
  await alice.field.waitFor()
  await sendPictures(alice, 'one.png')
  await shownIn(alice).first().click()
  await page.getByRole('dialog').getByRole('img').first().waitFor()
  const kept = await page.evaluate(async () => {
    const names = await caches.keys()
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return all.flat().map(({ url }) => new URL(url).pathname)
  })
  expect(kept.length).toBeGreaterThan(0)
  expect(kept.filter((path) => /\/(files|uploads)(\/|$)/.test(path))).toEqual([])
})
