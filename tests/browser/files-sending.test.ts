import { expect, test } from 'bun:test'
import type { Route } from 'playwright-core'
import { fileTalk, pick, pictures, sendPictures, shownIn } from './file-talk'
import { inSight, movedPx } from './long-room'

const uploads = '**/api/v1/files'

test('[MED-1] a file on its way shows its picture and how far it has come, and can be called off', async () => {
  await using talk = await fileTalk()
  const { alice, heard } = talk
  const { page } = alice
  await page.route(uploads, () => {})
  await pick(page, await pictures('one.png', 'two.png'))
  await page.getByRole('button', { name: 'Remove two.png' }).waitFor()
  await alice.say('Wait for it')
  await alice.log.getByRole('progressbar', { name: /one\.png/ }).waitFor()
  await alice.log.getByRole('img', { name: 'two.png' }).waitFor()
  await page.getByRole('link', { name: /bob.*Wait for it/ }).waitFor()
  expect(await heard()).toEqual([])

  await alice.log.getByRole('button', { name: "Don't send two.png" }).click()
  await alice.log.getByRole('progressbar', { name: /two\.png/ }).waitFor({ state: 'detached' })
  await page.unroute(uploads)
  await page.reload()
  await shownIn(alice).waitFor()
  expect(await heard()).toMatchObject([{ content: 'Wait for it', attachments: [{ name: 'one.png' }] }])
})

test('[MED-1] what is cut off goes on by itself, and a reload in the middle loses nothing', async () => {
  await using talk = await fileTalk()
  const { alice, heard } = talk
  const { page } = alice
  let attempts = 0
  await page.route('**/api/v1/{files,uploads}', (route: Route) => {
    attempts++
    return route.abort('connectionreset')
  })
  await pick(page, await pictures('one.png', 'two.png'))
  await page.getByRole('button', { name: 'Remove two.png' }).waitFor()
  await alice.say('Both of them')
  await alice.say('and this after')
  while (attempts < 3) await page.waitForEvent('requestfailed')
  await page.reload()
  await alice.log.getByRole('img', { name: 'one.png' }).waitFor()
  await alice.sees('and this after')
  expect(await heard()).toEqual([])

  await page.unroute('**/api/v1/{files,uploads}')
  await alice.wake()
  await shownIn(alice).nth(1).waitFor()
  await alice.isSent('and this after')
  await alice.isTold('Everything sent. Up to date.')
  const messages = await heard()
  expect(messages.map(({ content }) => content)).toEqual(['and this after', 'Both of them'])
  expect(messages[1]?.attachments).toMatchObject([{ name: 'one.png' }, { name: 'two.png' }])
})

test('[MED-2] a file that the server refuses says so, and the rest goes out without it', async () => {
  await using talk = await fileTalk()
  const { alice, heard } = talk
  const { page } = alice
  const [good] = await pictures('good.png')
  if (!good) throw new Error('There is no picture.')
  await pick(page, [good, { name: 'lie.png', mimeType: 'image/png', buffer: Buffer.from('no picture') }])
  await page.getByRole('button', { name: 'Remove lie.png' }).waitFor()
  await alice.say('Two files')
  await page
    .getByRole('alert')
    .filter({ hasText: /not taken here/ })
    .waitFor()
  await alice.log.getByRole('progressbar', { name: 'lie.png was refused' }).waitFor()

  await alice.log.getByRole('button', { name: "Don't send lie.png" }).click()
  await shownIn(alice).waitFor()
  expect(await heard()).toMatchObject([{ content: 'Two files', attachments: [{ name: 'good.png' }] }])
})

test('[MED-1] the list does not move while pictures arrive', async () => {
  await using talk = await fileTalk()
  const { alice } = talk
  const { page } = alice
  await sendPictures(alice, 'one.png')
  await sendPictures(alice, 'two.png', 'three.png', 'four.png')
  await alice.say('Line 7')
  await alice.isSent('Line 7')

  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await page.route('**/api/v1/files/*', async (route) => {
    await released
    await route.continue()
  })
  await page.reload()
  await alice.sees('Line 7')
  await shownIn(alice).nth(3).waitFor()
  const before = await inSight(page)
  const height = await alice.log.evaluate((box) => box.scrollHeight)
  release()
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLImageElement>('[role=log] img')].every(
      ({ complete, naturalWidth }) => complete && naturalWidth > 0,
    ),
  )
  expect(await movedPx(page, before)).toBeLessThanOrEqual(1)
  expect(await alice.log.evaluate((box) => box.scrollHeight)).toBe(height)
})

test('[MED-3] a picture that meets a session that has run out renews it and comes after all', async () => {
  await using talk = await fileTalk()
  const { alice } = talk
  const { page } = alice
  await sendPictures(alice, 'one.png')
  await alice.isTold('Everything sent. Up to date.')
  let isRefused = true
  await page.route('**/api/v1/files/*', (route) => {
    if (isRefused) return route.fulfill({ status: 401, body: '' })
    return route.continue()
  })
  const renewed = page.waitForResponse((response) => response.url().endsWith('/auth/refresh'))
  page.on('request', (request) => {
    if (request.url().endsWith('/auth/refresh')) isRefused = false
  })
  await page.reload()
  expect((await renewed).status()).toBe(200)
  await page.waitForFunction(() => {
    const picture = document.querySelector<HTMLImageElement>('[role=log] img[src*="/files/"]')
    return picture?.complete === true && picture.naturalWidth > 0
  })
})

test('[MED-3] a picture that does not come says so, and comes when asked for again', async () => {
  await using talk = await fileTalk()
  const { alice } = talk
  const { page } = alice
  await sendPictures(alice, 'one.png')
  await alice.isTold('Everything sent. Up to date.')
  await page.route('**/api/v1/files/*', (route) => route.fulfill({ status: 404, body: '' }))
  await page.reload()
  await alice.log.getByRole('alert').filter({ hasText: 'There is nothing here.' }).waitFor()
  await page.unroute('**/api/v1/files/*')
  await alice.log.getByRole('button', { name: 'Try again' }).click()
  await page.waitForFunction(() => {
    const picture = document.querySelector<HTMLImageElement>('[role=log] img[src*="/files/"]')
    return picture?.complete === true && picture.naturalWidth > 0
  })
})

test('[MSG-7] [MED-1] the text beside a picture is edited, and taken away alone, and the picture stays', async () => {
  await using talk = await fileTalk()
  const { alice, heard } = talk
  const { page, log } = alice
  await pick(page, await pictures('one.png'))
  await page.getByRole('button', { name: 'Remove one.png' }).waitFor()
  await alice.say('Look')
  await shownIn(alice).waitFor()
  const edited = page.getByRole('textbox', { name: 'Edit your message' })
  await alice.field.press('ArrowUp')
  await edited.fill('Look here')
  await edited.press('Enter')
  await alice.sees('Look here')
  expect(await shownIn(alice).count()).toBe(1)
  expect(await heard()).toMatchObject([{ content: 'Look here', attachments: [{ name: 'one.png' }] }])

  await alice.field.press('ArrowUp')
  await edited.fill('')
  await edited.press('Enter')
  await log.getByText('Look here').waitFor({ state: 'detached' })
  await alice.field.waitFor()
  expect(await shownIn(alice).count()).toBe(1)
  expect(await heard()).toMatchObject([{ content: '', deleted_at: null, attachments: [{ name: 'one.png' }] }])
})
