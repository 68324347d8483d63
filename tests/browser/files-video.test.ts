import { expect, test } from 'bun:test'
import type { Page } from 'playwright-core'
import { eventually } from '../harness/eventually'
import { holdClock } from '../harness/hold-clock'
import { type Chosen, fileTalk, pick } from './file-talk'

/** A short film as this browser records one. */
async function film(page: Page): Promise<Chosen> {
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 320
    canvas.height = 180
    const pen = canvas.getContext('2d')
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm;codecs=vp8' })
    const parts: Blob[] = []
    recorder.ondataavailable = ({ data }) => parts.push(data)
    const stopped = new Promise((resolve) => {
      recorder.onstop = resolve
    })
    recorder.start()
    for (let picture = 0; picture < 40; picture++) {
      if (pen) pen.fillStyle = `hsl(${picture * 9} 70% 50%)`
      pen?.fillRect(0, 0, 320, 180)
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
    recorder.stop()
    await stopped
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())]
  })
  return { name: 'film.webm', mimeType: 'video/webm', buffer: Buffer.from(bytes) }
}

test('[MED-3] a video goes out with a poster made in the browser, and plays in its place', async () => {
  await using talk = await fileTalk()
  const { alice, heard } = talk
  const { page } = alice
  const chosen = await film(page)
  const goOn = await holdClock(page)
  await pick(page, [chosen])
  await page.getByRole('img', { name: 'film.webm' }).waitFor()
  await goOn()
  await page.getByRole('button', { name: 'Add description: film.webm' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('Colours passing')
  await page.getByRole('button', { name: 'Keep' }).click()
  await alice.field.press('Enter')

  const video = alice.log.locator('video[aria-label="Colours passing"]')
  await video.waitFor()
  await page.getByRole('link', { name: /bob.*Video/ }).waitFor()
  const attachments = [{ kind: 'video', type: 'video/webm', has_poster: true, alt: 'Colours passing' }]
  await eventually(async () => expect(await heard()).toMatchObject([{ attachments }]))
  const poster = (await video.getAttribute('poster')) ?? ''
  const type = await page.evaluate(
    async (address) => (await fetch(address)).headers.get('content-type'),
    poster,
  )
  expect(type).toMatch(/^image\//)
  await video.evaluate(async (one: HTMLVideoElement) => {
    one.muted = true
    await one.play()
  })
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0)
})

test('[MED-3] a video of which only the beginning has come is gone on in from where one seeks to', async () => {
  await using talk = await fileTalk()
  const { alice } = talk
  const { page } = alice
  await pick(page, [await film(page)])
  await page.getByRole('button', { name: 'Add description: film.webm' }).waitFor()
  await alice.field.press('Enter')
  const video = alice.log.locator('video')
  await video.waitFor()
  await eventually(async () => expect(await talk.heard()).toHaveLength(1))

  const parts: string[] = []
  page.on('response', async (response) => {
    const { range } = await response.request().allHeaders()
    if (/\/files\/[a-z0-9]+$/.test(response.url())) parts.push(`${range} ${response.status()}`)
  })
  const soughtTo = await video.evaluate(async (one: HTMLVideoElement) => {
    const sought = new Promise((resolve) => one.addEventListener('seeked', resolve, { once: true }))
    one.load()
    await new Promise((resolve) => one.addEventListener('loadedmetadata', resolve, { once: true }))
    one.currentTime = 1
    await sought
    return one.currentTime
  })
  expect(soughtTo).toBe(1)
  await eventually(async () => expect(parts.length).toBeGreaterThan(0))
  expect(parts.every((part) => /^bytes=\d+-\d* 206$/.test(part))).toBe(true)
})

test('[G10] a video that is sent while it is still looked at goes out when that is done, and once', async () => {
  await using talk = await fileTalk()
  const { alice, heard } = talk
  const { page } = alice
  const chosen = await film(page)
  const release = await holdPosters(page)
  await pick(page, [chosen])
  await alice.say('Look at this')
  await page.getByText('This goes out as soon as it is ready.').waitFor()
  await alice.field.press('Enter')
  await alice.field.pressSequentially('!')
  expect(await alice.field.inputValue()).toBe('Look at this')
  expect(await heard()).toEqual([])

  await release()
  await alice.log.locator('video').waitFor()
  await alice.say('That was all')
  let messages = await heard()
  while (messages.length < 2) messages = await heard()
  expect(messages.map(({ content }) => content)).toEqual(['That was all', 'Look at this'])
  expect(messages[1]?.attachments).toMatchObject([{ kind: 'video', has_poster: true }])
})

test('[G10] what is refused before a message could go out keeps it here, with what was chosen', async () => {
  await using talk = await fileTalk()
  const { alice, heard } = talk
  const { page } = alice
  const chosen = await film(page)
  const release = await holdPosters(page)
  await pick(page, [chosen])
  await alice.say('With my notes')
  await page.getByText('This goes out as soon as it is ready.').waitFor()
  await pick(page, [{ name: 'notes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') }])
  await page.getByRole('alert').filter({ hasText: 'notes.pdf' }).waitFor()
  await release()
  await page.getByRole('button', { name: 'Remove film.webm' }).waitFor()
  expect(await alice.field.inputValue()).toBe('With my notes')
  expect(await heard()).toEqual([])
  await alice.field.press('Enter')
  await alice.log.locator('video').waitFor()
  expect(await heard()).toMatchObject([{ content: 'With my notes', attachments: [{ kind: 'video' }] }])
})

/** Videos are not ready from now on, nor given up, until the answer is called. */
async function holdPosters(page: Page): Promise<() => Promise<unknown>> {
  const goOn = await holdClock(page)
  await page.evaluate(() => {
    const { toBlob } = HTMLCanvasElement.prototype
    const held = new Promise((resolve) => addEventListener('go-on', resolve))
    HTMLCanvasElement.prototype.toBlob = function (...given) {
      held.then(() => toBlob.apply(this, given))
    }
  })
  return async () => {
    await page.evaluate(() => dispatchEvent(new Event('go-on')))
    await goOn()
  }
}
